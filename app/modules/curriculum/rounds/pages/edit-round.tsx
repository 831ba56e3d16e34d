import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { dueDays } from '../board-queries.server.ts';
import { roundChoices } from '../choices-queries.server.ts';
import { keepRoundWithSchools } from '../commands.server.ts';
import { Meanwhile } from '../parts/meanwhile.tsx';
import { RoundFields, roundLabels } from '../parts/round-fields.tsx';
import { lastKept, roundNamed, schoolsOfRound } from '../queries.server.ts';
import { RoundForm } from '../round-form.ts';
import { roundSteps } from '../step.ts';
import type { Route } from './+types/edit-round';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const choices = await roundChoices(scope);
    const round = await roundNamed(scope, params.round);
    const schools = await schoolsOfRound(scope, round.id);
    const last = await lastKept(scope, round.id);
    return {
      choices,
      round,
      schools: schools.map(({ id }) => id),
      dueOn: await dueDays(scope, round.id),
      edition: last?.edition ?? '',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  form.set('schools', form.getAll('schools').join(' '));
  const acted: Acted = await answerForm('keep', { schema: RoundForm, form }, async ({ schoolIds, seenIds, edition, ...said }) => {
    await as(actor, async (scope) =>
      keepRoundWithSchools(scope, { roundId: (await roundNamed(scope, params.round)).id, said, edition, schoolIds, seenIds }),
    );
    return undefined;
  });
  return acted.ok ? redirect(`/w/curriculum/rounds/${params.round}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditRound({ loaderData: { choices, round, schools, dueOn, edition }, actionData }: Route.ComponentProps) {
  const kept: Record<string, string> = {
    title: round.title,
    year: round.year,
    frameworkVersionId: round.frameworkVersionId,
    keywordListId: round.keywordListId,
    note: round.note ?? '',
    schools: schools.join(' '),
    seen: schools.join(' '),
    ...Object.fromEntries(roundSteps.map((step) => [`due-${step}`, dueOn[step] ?? ''])),
  };
  const { values = kept, errors = [] } = actionData ?? {};
  const isOther = actionData !== undefined && values.edition !== edition;
  const base = `/w/curriculum/rounds/${round.slug}`;
  return (
    <Page
      title="Dates, schools and what the round is for"
      crumbs={[{ label: 'Rounds', to: '/w/curriculum/rounds' }, { label: round.title, to: base }, { label: 'Change' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Change ${round.title} · Concord`}</title>
      <FormErrors errors={errors} labels={roundLabels} />
      {round.status === 'open' && (
        <p>
          A school that joins has to accept the terms too: until it has, nothing that was released is seen. A school that you take out keeps
          its own map; nobody waits for it any more.
        </p>
      )}
      {isOther && <Meanwhile kept={kept} typed={values} choices={choices} />}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen} />
        <input type="hidden" name="edition" value={edition} />
        <RoundFields choices={choices} values={values} errors={errors} isOpen={round.status !== 'draft'} />
        <p className="bar">
          <Button kind="primary">Save the round</Button>
          <a href={base}>Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}

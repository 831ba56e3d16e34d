import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayKeepListening } from '../../rules.ts';
import { keepListening } from '../commands.server.ts';
import { RoundFields, roundLabels } from '../parts/round-fields.tsx';
import { listeningRound, promptsOf } from '../queries.server.ts';
import { roundValues } from '../round-values.ts';
import { RoundForm } from '../schema.ts';
import type { Route } from './+types/edit-round';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayKeepListening(scope.actor)) throw forbidden('change a listening round', 'The convener does.');
    const round = await listeningRound(scope, params.round);
    return { slug: round.slug, title: round.title, version: round.version, values: roundValues(round, await promptsOf(scope, round.id)) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const acted = await answerForm('keep', { schema: RoundForm, form: await request.formData() }, async ({ seen, ...said }) => {
    await scoped({ context, request }, (scope) => keepListening(scope, { slug: params.round, seen, said }));
    return undefined;
  });
  return acted.ok ? redirect(`/w/perspectives/${params.round}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditRound({ loaderData: { slug, title, version, values }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const base = `/w/perspectives/${slug}`;
  return (
    <Page
      title="Change the round"
      lead="A prompt that has answers keeps its words, since an answer stands for what was asked."
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: title, to: base }, { label: 'Change' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Change the round · Concord`}</title>
      <FormErrors errors={errors} labels={roundLabels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={version} />
        <RoundFields values={actionData?.values ?? values} errors={errors} />
        <p className="bar">
          <Button kind="primary">Keep the round</Button>
          <a href={base}>Leave without keeping</a>
        </p>
      </form>
    </Page>
  );
}

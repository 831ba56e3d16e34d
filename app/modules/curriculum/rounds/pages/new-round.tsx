import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { roundChoices } from '../choices-queries.server.ts';
import { beginRound } from '../commands.server.ts';
import { figuresOf } from '../figure-group.ts';
import { RoundFields, roundLabels } from '../parts/round-fields.tsx';
import { TermsFields } from '../parts/terms-fields.tsx';
import { figuresTyped, NewRoundForm } from '../round-form.ts';
import type { Route } from './+types/new-round';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, roundChoices);
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  form.set('schools', form.getAll('schools').join(' '));
  let slug = '';
  const acted: Acted = await answerForm('begin', { schema: NewRoundForm, form }, async (said) => {
    ({ slug } = await as(actor, (scope) => beginRound(scope, said)));
    return undefined;
  });
  return acted.ok ? redirect(`/w/curriculum/rounds/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewRound({ loaderData: choices, actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  return (
    <Page
      title="Prepare a round"
      lead="Nobody sees it until you open it, and until then you can change all of it."
      crumbs={[{ label: 'Curriculum', to: '/w/curriculum' }, { label: 'Rounds', to: '/w/curriculum/rounds' }, { label: 'Prepare a round' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Prepare a round · Concord`}</title>
      <FormErrors errors={errors} labels={roundLabels} />
      <form method="post" className="form" noValidate>
        <RoundFields choices={choices} values={values} errors={errors} />
        <Section title="Sharing terms">
          <p>
            The most that any school may share. Each school chooses within them what it does share, and accepts them before anything is
            seen.
          </p>
          <TermsFields figures={figuresTyped(values, figuresOf([]))} />
        </Section>
        <p className="bar">
          <Button kind="primary">Keep this draft</Button>
          <a href="/w/curriculum/rounds">Leave without keeping</a>
        </p>
      </form>
    </Page>
  );
}

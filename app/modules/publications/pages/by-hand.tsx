import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { bringInPublications, editPublication } from '../commands.server.ts';
import { joinedChoices } from '../joined-choices.ts';
import { PublicationForm as Fields, labels } from '../parts/publication-form.tsx';
import { linkTargets } from '../queries.server.ts';
import { mayKeepPublications } from '../rules.ts';
import { PublicationForm } from '../schema.ts';
import type { Route } from './+types/by-hand';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayKeepPublications(scope.actor)) throw forbidden('bring in publications', 'The convener does.');
    return linkTargets(scope);
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = joinedChoices(await request.formData());
  const acted = await answerForm('keep', { schema: PublicationForm, form }, (input) =>
    as(actor, async (scope) => {
      const [slug] = await bringInPublications(scope, { records: [input.record], isShown: input.isShown });
      await editPublication(scope, slug!, input);
      return '&added=1';
    }),
  );
  return acted.ok ? redirect(`/w/pages/publications${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function ByHand({ loaderData: targets, actionData }: Route.ComponentProps) {
  return (
    <Page
      title="A publication, by hand"
      crumbs={[{ label: 'Pages', to: '/w/pages' }, { label: 'Publications', to: '/w/pages/publications' }, { label: 'By hand' }]}
      lead="Write what is on its first page. What you leave empty is left out of the citation."
    >
      <title>{`${actionData ? 'Error: ' : ''}A publication, by hand · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <Fields
        values={actionData?.values ?? { isShown: 'yes' }}
        errors={actionData?.errors ?? []}
        targets={targets}
        act="Keep the publication"
      />
    </Page>
  );
}

import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayKeepListening } from '../../rules.ts';
import { beginListening } from '../commands.server.ts';
import { RoundFields, roundLabels } from '../parts/round-fields.tsx';
import { roundValues } from '../round-values.ts';
import { RoundForm } from '../schema.ts';
import type { Route } from './+types/new-round';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async ({ actor }) => {
    if (!mayKeepListening(actor)) throw forbidden('begin a listening round', 'The convener does.');
    return { values: roundValues(null) };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  let slug = '';
  const acted = await answerForm('begin', { schema: RoundForm, form: await request.formData() }, async ({ seen, ...said }) => {
    slug = await scoped({ context, request }, (scope) => beginListening(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/perspectives/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewRound({ loaderData, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Begin a listening round"
      lead="Say what you ask and whom. Nobody sees it before you open it."
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: 'Begin' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Begin a listening round · Concord`}</title>
      <FormErrors errors={errors} labels={roundLabels} />
      <form method="post" className="form" noValidate>
        <RoundFields values={actionData?.values ?? loaderData.values} errors={errors} />
        <p className="bar">
          <Button kind="primary">Keep it as a draft</Button>
          <a href="/w/perspectives">Leave without keeping</a>
        </p>
      </form>
    </Page>
  );
}

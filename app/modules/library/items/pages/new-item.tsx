import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayBeginItem } from '../../rules.ts';
import { itemKinds } from '../../schema.ts';
import { itemAddress, schoolOfShelf } from '../../shelf-name.ts';
import { kindWords } from '../../words.ts';
import { beginItem } from '../commands.server.ts';
import { NewItem } from '../schema.ts';
import type { Route } from './+types/new-item';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async ({ actor }) => {
    if (!mayBeginItem(actor)) throw forbidden('begin an item', 'Whoever teaches or works at a school does, and whoever convenes.');
    return { shelf: params.school };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  let slug = '';
  const acted = await answerForm('begin', { schema: NewItem, form: await request.formData() }, async (said) => {
    slug = await as(actor, (scope) => beginItem(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`${itemAddress(params.school, slug)}/edit${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { title: 'Title', kind: 'What it is' };

export default function NewItemPage({ loaderData: { shelf }, actionData }: Route.ComponentProps) {
  const { errors = [], values } = actionData ?? {};
  return (
    <Page
      title="Begin an item"
      lead="Something to teach or assess with. Only its keepers see it until you publish it."
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: 'Own shelf', to: `/w/library/${shelf}` }, { label: 'Begin' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Begin an item · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field name="title" label={labels.title} value={values?.title} maxLength={200} isWide error={errorOf(errors, 'title')} />
        <Field
          kind="select"
          name="kind"
          label={labels.kind}
          value={values?.kind ?? 'session'}
          options={itemKinds.map((value) => ({ value, label: kindWords[value] }))}
          error={errorOf(errors, 'kind')}
        />
        <p>
          <Button kind="primary">Begin it</Button>
        </p>
      </form>
    </Page>
  );
}

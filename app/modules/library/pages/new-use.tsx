import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { academicYearAt } from '../../curriculum/intake/academic-year.ts';
import { adoptItem } from '../adoption/commands.server.ts';
import { UseFields, useLabels } from '../adoption/parts/use-fields.tsx';
import { AdoptionSaid } from '../adoption/schema.ts';
import { itemNamed, standingVersion } from '../items/queries.server.ts';
import { mayAdopt } from '../rules.ts';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/new-use';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    if (!mayAdopt(scope.actor)) throw forbidden('note what a school uses', 'Whoever teaches or works there does.');
    const item = await itemNamed(scope, itemSlug(params.item));
    const { number, title } = await standingVersion(scope, item);
    return { slug: item.slug, title, number, shelf: params.school, year: academicYearAt(new Date()) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  let id = '';
  const acted = await answerForm('use', { schema: AdoptionSaid, form: await request.formData() }, async (said) => {
    id = await as(actor, (scope) => adoptItem(scope, itemSlug(params.item), { said }));
    return undefined;
  });
  return acted.ok ? redirect(`/w/library/${params.school}/uses/${id}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewUse({ loaderData: { slug, title, number, shelf, year }, actionData }: Route.ComponentProps) {
  const { errors = [], values } = actionData ?? {};
  return (
    <Page
      title="Note that your school uses it"
      lead={`“${title}”, version ${number}. You hear of the next version, and decide then; nothing changes by itself.`}
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: title, to: itemAddress(shelf, slug) }, { label: 'Use it' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Use ${title} · Concord`}</title>
      <FormErrors errors={errors} labels={useLabels} />
      <form method="post" className="form" noValidate>
        <UseFields values={values ?? { academicYear: year }} errors={errors} />
        <p>
          <Button kind="primary">Note the use</Button>
        </p>
      </form>
    </Page>
  );
}

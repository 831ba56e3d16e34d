import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { versionPath } from '../address.ts';
import { addKeywords } from '../draft-commands.server.ts';
import { competencyChoices, draftInForm, listIdAt } from '../queries.server.ts';
import { ManyKeywords } from '../schema.ts';
import type { Route } from './+types/several';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const { list } = await draftInForm(scope, params);
    return { list: { slug: list.slug, name: list.name, version: list.version }, choices: await competencyChoices(scope) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('several', { schema: ManyKeywords, form: await request.formData() }, async (said) => {
    await as(actor, async (scope) => addKeywords(scope, { listId: await listIdAt(scope, params), ...said }));
    return undefined;
  });
  if (acted.ok) return redirect(`${versionPath({ slug: params.list, version: params.version })}${acted.done}`);
  return data(acted.refused, { status: acted.status });
}

const labels = { competencyId: 'They propose competency', lines: 'Keywords' };

export default function Several({ loaderData: { list, choices }, actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  const base = versionPath(list);
  return (
    <Page
      title="Add keywords"
      lead="Paste them from wherever you have them, one on a line. What a word needs besides, you add afterwards."
      crumbs={[
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `${list.name}, version ${list.version}`, to: base },
        { label: 'Add' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Add keywords · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field
          kind="select"
          name="competencyId"
          label={labels.competencyId}
          value={values.competencyId ?? ''}
          error={errorOf(errors, 'competencyId')}
          options={[{ value: '', label: 'Choose' }, ...choices]}
          isWide
        />
        <Field
          kind="textarea"
          name="lines"
          label={labels.lines}
          rows={8}
          value={values.lines}
          error={errorOf(errors, 'lines')}
          help="Synonyms stand behind semicolons: hospice*; end-of-life home. A word that ends in * also stands for every longer word that begins so."
        />
        <p className="bar">
          <Button kind="primary">Add the keywords</Button>
          <a href={base}>Leave without adding</a>
        </p>
      </form>
    </Page>
  );
}

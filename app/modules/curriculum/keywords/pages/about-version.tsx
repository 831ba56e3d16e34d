import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { versionPath } from '../address.ts';
import { keepAbout } from '../draft-commands.server.ts';
import { draftInForm, listIdAt } from '../queries.server.ts';
import { AboutVersion } from '../schema.ts';
import type { Route } from './+types/about-version';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const { list, changedAt } = await draftInForm(scope, params);
    const { slug, name, version, note, negation } = list;
    return { list: { slug, name, version }, note, negation, changedAt };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('about', { schema: AboutVersion, form: await request.formData() }, async (said) => {
    await as(actor, async (scope) => keepAbout(scope, { listId: await listIdAt(scope, params), said }));
    return undefined;
  });
  if (acted.ok) return redirect(`${versionPath({ slug: params.list, version: params.version })}${acted.done}`);
  return data(acted.refused, { status: acted.status });
}

const labels = {
  note: 'Note',
  before: 'Negation before a place',
  after: 'Negation behind a place',
  window: 'Words between, at most',
};

export default function About({ loaderData: { list, note, negation, changedAt }, actionData }: Route.ComponentProps) {
  const kept: Readonly<Record<string, string>> = {
    note,
    before: negation.before.join('\n'),
    after: negation.after.join('\n'),
    window: String(negation.window),
    seen: changedAt.toISOString(),
  };
  const { values = kept, errors = [] } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  const base = versionPath(list);
  return (
    <Page
      title="Note and negation"
      lead="A text may say that something is not taught. A negation near a keyword keeps it from counting, at every school in the same way."
      crumbs={[
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `${list.name}, version ${list.version}`, to: base },
        { label: 'Note and negation' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Note and negation · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen} />
        <Field {...shared('note')} kind="textarea" isOptional help="Who chose the words and how, for whoever reads the list later." />
        <Field {...shared('before')} kind="textarea" rows={5} isOptional help="One on a line: without, excluding, instead of." />
        <Field {...shared('after')} kind="textarea" rows={5} isOptional help="One on a line: not covered, is excluded, no longer taught." />
        <Field
          {...shared('window')}
          inputMode="numeric"
          help="How many words may stand between a negation and a place. NegEx, which reads clinical notes so, takes five (Chapman 2001)."
        />
        <p className="bar">
          <Button kind="primary">Save the note and the negation</Button>
          <a href={base}>Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}

import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayKeepKeywords } from '../../rules.ts';
import { versionPath } from '../address.ts';
import { beginList } from '../commands.server.ts';
import { NewList } from '../schema.ts';
import type { Route } from './+types/begin-list';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async ({ actor }) => {
    if (!mayKeepKeywords(actor)) throw forbidden('begin a keyword list: its convener does');
    return null;
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  let address = '';
  const acted = await answerForm('begin', { schema: NewList, form: await request.formData() }, async (said) => {
    address = versionPath(await as(actor, (scope) => beginList(scope, said)));
    return undefined;
  });
  return acted.ok ? redirect(`${address}${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { name: 'Name', note: 'Note' };

export default function BeginList({ actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title="Begin a keyword list"
      lead="It begins as a draft that nobody scans with. You add its words, try them, and adopt it when it finds what it should."
      crumbs={[{ label: 'Keyword lists', to: '/w/curriculum/keywords' }, { label: 'Begin' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Begin a keyword list · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field {...shared('name')} help="For example Serious illness communication. Its versions are numbered." />
        <Field {...shared('note')} kind="textarea" isOptional help="Who chose the words and how, for whoever reads the list later." />
        <p className="bar">
          <Button kind="primary">Begin the list</Button>
          <a href="/w/curriculum/keywords">Leave without beginning</a>
        </p>
      </form>
    </Page>
  );
}

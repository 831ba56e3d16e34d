import { data, redirect } from 'react-router';
import { parseForm } from '#app/platform/form.ts';
import { actorOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepFrameworks } from '../../rules.ts';
import { crosswalkOverview } from '../queries.server.ts';
import { ChosenFrameworks } from '../schema.ts';
import type { Route } from './+types/crosswalks';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    ...(await crosswalkOverview(scope)),
    mayRelate: mayKeepFrameworks(scope.actor),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  await actorOf({ context, request });
  const form = parseForm(ChosenFrameworks, await request.formData());
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: 400 });
  return redirect(`/w/competencies/crosswalks/${form.data.from}/${form.data.to}`);
}

export default function Crosswalks({ loaderData: { adopted, crosswalks, mayRelate }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const options = adopted.map(({ slug, title }) => ({ value: slug, label: title }));
  return (
    <Page
      title="Crosswalks"
      lead="How the competencies of one framework stand to those of another, so that a map made against one can be read in the terms of the other."
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: 'Crosswalks' }]}
    >
      <title>Crosswalks · Concord</title>
      <FormErrors errors={errors} labels={{ from: 'From', to: 'To' }} />
      {crosswalks.length === 0 ? (
        <Empty title="No crosswalk yet">
          A crosswalk says, item by item, what is the same, what is a part of what, and what is merely related. It needs two adopted
          frameworks.
        </Empty>
      ) : (
        <Table
          caption="Crosswalks that somebody began"
          rows={crosswalks}
          rowKey={({ from, to }) => `${from.id} ${to.id}`}
          columns={[
            {
              key: 'between',
              label: 'Between',
              cell: ({ from, to }) => <a href={`/w/competencies/crosswalks/${from.slug}/${to.slug}`}>{`${from.title} and ${to.title}`}</a>,
            },
            { key: 'lines', label: 'Relations', isNumber: true, cell: ({ lines }) => lines.toLocaleString('en') },
          ]}
        />
      )}
      {options.length > 1 && (
        <Section title={mayRelate ? 'Open or begin one' : 'Open one'}>
          <form method="post" className="form">
            <Field
              kind="select"
              name="from"
              isWide
              label="From"
              value={actionData?.values.from}
              options={options}
              error={errorOf(errors, 'from')}
            />
            <Field
              kind="select"
              name="to"
              isWide
              label="To"
              value={actionData?.values.to ?? options[1]?.value}
              options={options}
              error={errorOf(errors, 'to')}
            />
            <Button>Open this crosswalk</Button>
          </form>
        </Section>
      )}
    </Page>
  );
}

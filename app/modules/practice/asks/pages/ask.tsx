import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { refusalOf, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { withdrawAsk } from '../commands.server.ts';
import { askDefinitions } from '../definitions.ts';
import { courseAsk, doneOrNot } from '../queries.server.ts';
import { AskPath } from '../schema.ts';
import type { Route } from './+types/ask';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { school, ask } = addressed(AskPath, params, 'This ask');
  return scoped({ context, request, slug: school }, async (scope) => ({
    ask: await courseAsk(scope, ask),
    students: await doneOrNot(scope, ask),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { school, ask } = addressed(AskPath, params, 'This ask');
  const done = await refusalOf(() => scoped({ context, request, slug: school }, (scope) => withdrawAsk(scope, ask)));
  return done.ok ? redirect('/w/practice/asks') : data({ errors: [{ field: '', message: done.message }] }, { status: done.status });
}

export default function Ask({ loaderData: { ask, students }, actionData, params }: Route.ComponentProps) {
  const { title, observed, madeOn, untilOn, graduates, confirmedOnly } = ask;
  return (
    <Page
      title={title}
      lead={`${count(observed, 'observed conversation', 'observed conversations')} until ${day(untilOn)}.`}
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What courses ask for', to: '/w/practice/asks' }, { label: title }]}
      isCompact
    >
      <title>{`${title} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      <Facts
        facts={[
          ['Asked on', day(madeOn)],
          ['Of', graduates ? `The class that graduates in ${graduates}` : 'Students whom you named'],
          ['Counts', confirmedOnly ? 'What an observer wrote behind a link and confirmed' : 'What an observer wrote behind a link'],
        ]}
      />
      {students === null ? (
        <p>
          Once {day(untilOn)} is over you see here who is done. Before that there is nothing to see, for nobody: so that looking again tells
          no day.
        </p>
      ) : (
        <>
          <Table
            caption="Done or not done"
            count={count(students.length, 'student', 'students')}
            columns={[
              { key: 'name', label: 'Student', cell: ({ name }) => name },
              { key: 'done', label: 'Done', cell: ({ isDone }) => (isDone ? 'Done' : 'Not done'), phone: 'bare' },
            ]}
            rows={students}
            rowKey={({ name }) => name}
          />
          <p className="muted">
            {graduates
              ? 'Those who are done. Everybody else of the class is not done: not enough conversations, or they do not take part; which of the two is theirs to know.'
              : 'Not done means not enough conversations, or that they do not take part; which of the two is theirs to know.'}{' '}
            Done says that somebody watched, not how it went.
          </p>
          <Defined figures={askDefinitions} />
          <Downloads of="This list" address={`/w/practice/asks/${params.school}/${params.ask}`} />
        </>
      )}
      <form method="post" className="bar">
        <AskedButton id="withdraw" opens="Withdraw this" title="Withdraw it?" value="withdraw" act="Withdraw it">
          <p>Nobody is asked any more, and what this page shows is gone.</p>
        </AskedButton>
      </form>
    </Page>
  );
}

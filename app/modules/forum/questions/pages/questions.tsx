import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, answering } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zone } from '../../../members/time-zone.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { decideQuestion, declineWaiting } from '../commands.server.ts';
import { questionsToModerate } from '../queries.server.ts';
import { QuestionDecision } from '../schema.ts';
import type { Route } from './+types/questions';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request, event: params.event }, (scope) => questionsToModerate(scope, params.event));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request, event: params.event });
  const form = await request.formData();
  if (form.get('act') === 'decline-waiting') {
    await answering(() => as(actor, (scope) => declineWaiting(scope, params.event)));
    return redirect('?done=decide');
  }
  const acted = await answerForm('decide', { schema: QuestionDecision, form }, async (said) => {
    await as(actor, (scope) => decideQuestion(scope, params.event, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const states = { waiting: 'waits for you', accepted: 'shown on the event’s page', declined: 'not shown' } as const;

export default function Questions({ loaderData: { event, questions }, actionData }: Route.ComponentProps) {
  const waiting = questions.filter(({ state }) => state === 'waiting').length;
  return (
    <Page
      title="Questions sent beforehand"
      lead={
        waiting === 0
          ? 'None waits for you.'
          : `${count(waiting, 'question waits', 'questions wait')} for you. What you accept stands on the event’s page.`
      }
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: event.title, to: `/w/forum/${event.slug}` }, { label: 'Questions' }]}
    >
      <title>{`Questions: ${event.title} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      {waiting > 5 && (
        <form method="post" className="bar">
          <Button kind="quiet" name="act" value="decline-waiting">
            {`Show none of the ${waiting} that wait`}
          </Button>
          <span className="muted">Each stays in this list, and can be shown later.</span>
        </form>
      )}
      {questions.length === 0 ? (
        <Empty title="No question yet">
          Visitors send questions on the event’s page, without an account. You read each before anybody else does.
        </Empty>
      ) : (
        <>
          <Table
            caption="Questions, those that wait first"
            isCaptionHidden
            count={count(questions.length, 'question', 'questions')}
            rows={questions}
            rowKey={({ id }) => id}
            columns={[
              { key: 'words', label: 'Question', cell: ({ words }) => <span className="lines">{words}</span> },
              { key: 'askedAs', label: 'From', cell: ({ askedAs }) => askedAs ?? 'no name' },
              { key: 'askedAt', label: 'Sent', cell: ({ askedAt }) => dayIn(askedAt, zone) },
              { key: 'state', label: 'State', cell: ({ state }) => states[state] },
              {
                key: 'act',
                label: 'Decide',
                phone: 'line',
                cell: ({ id, state, words }) => (
                  <form method="post" className="bar">
                    <input type="hidden" name="question" value={id} />
                    {state !== 'accepted' && (
                      <Button name="state" value="accepted" aria-label={`Show: ${words.slice(0, 80)}`}>
                        Show
                      </Button>
                    )}
                    {state !== 'declined' && (
                      <Button kind="quiet" name="state" value="declined" aria-label={`Do not show: ${words.slice(0, 80)}`}>
                        Do not show
                      </Button>
                    )}
                  </form>
                ),
              },
            ]}
          />
          <Downloads of="All questions" address={`/w/forum/${event.slug}/questions`} />
        </>
      )}
    </Page>
  );
}

import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { attendanceDefinitions } from '../../definitions.ts';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { dropQuestions, keepQuestions } from '../commands.server.ts';
import { evaluationRead } from '../queries.server.ts';
import { leastResponses, questionLines, readQuestions, type Summed } from '../questions.ts';
import type { Route } from './+types/evaluation';

export function loader(asked: Route.LoaderArgs) {
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    read: await evaluationRead(scope, occasion.id),
    done: new URL(asked.request.url).searchParams.get('done'),
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const { occasion } = asked.params;
  const form = await asked.request.formData();
  const isDropped = form.get('act') === 'drop';
  const { questions, mistake } = readQuestions(String(form.get('questions') ?? ''));
  if (!isDropped && mistake !== null)
    return data({ errors: [{ field: 'questions', message: mistake }], values: typedIn(form) }, { status: 400 });
  const kept = await refusalOf(() =>
    as(actor, (scope) => (isDropped ? dropQuestions(scope, occasion) : keepQuestions(scope, occasion, questions))),
  );
  if (kept.ok) return redirect(`?done=${isDropped ? 'drop' : 'ask'}`);
  return data({ errors: [{ field: '', message: kept.message }], values: typedIn(form) }, { status: kept.status });
}

export default function Evaluation({ loaderData: { occasion, read, done }, actionData }: Route.ComponentProps) {
  const { isAsked, questions, responses, unread, registered, came, sums } = read;
  const { errors = [], values = {} } = actionData ?? {};
  return (
    <OccasionPage
      occasion={occasion}
      here="/evaluation"
      lead="What is asked afterwards, and what was answered. Who answered is kept apart from what."
      hasErrors={errors.length > 0}
    >
      {done === 'ask' && <Note kind="success" title="These questions are asked" isAnswer />}
      {done === 'drop' && <Note kind="success" title="Nothing is asked" isAnswer />}
      <FormErrors errors={errors} labels={{ questions: 'Questions' }} />
      {isAsked && (
        <p>
          <strong>{count(responses, 'answer', 'answers')}</strong> of {registered} who had a place
          {occasion.recordsAttendance && came > 0 && `, ${came} of whom were there`}.
        </p>
      )}
      {isAsked && <Defined figures={attendanceDefinitions} />}
      {isAsked && sums === null && <p>Answers are read from {leastResponses} on, so that nobody is known by theirs.</p>}
      {sums !== null && (
        <>
          {unread > 0 && (
            <p>
              {count(unread, 'answer waits', 'answers wait')} until there are {leastResponses} of them, or until nobody answers any more: so
              nobody sees what one more answer changes.
            </p>
          )}
          {sums.map((each) => (
            <Answered key={each.question.id} sum={each} />
          ))}
          <Downloads of={`${responses - unread} of ${responses}`} address={`/w/occasions/${occasion.id}/evaluation`} />
        </>
      )}
      {responses === 0 && (
        <Section title={isAsked ? 'The questions' : 'Ask a few questions'}>
          <form method="post" className="form" noValidate>
            <Field
              kind="textarea"
              rows={8}
              name="questions"
              label="Questions"
              value={values.questions ?? questionLines(questions)}
              error={errorOf(errors, 'questions')}
              help="One a line: “scale:” is answered from 1 to 5, with the words of both ends after bars; “text:” in words. Eight at most."
            />
            <p className="bar">
              <Button kind="primary">Ask these questions</Button>
              {isAsked && (
                <Button kind="danger" name="act" value="drop">
                  Ask nothing
                </Button>
              )}
            </p>
          </form>
        </Section>
      )}
    </OccasionPage>
  );
}

/** The most texts that the page shows; a file has all. */
const mostTexts = 100;

function Answered({ sum }: { sum: Summed }) {
  if ('words' in sum) {
    return (
      <Section title={sum.question.words}>
        {sum.words.length === 0 ? (
          <p>Nobody wrote anything.</p>
        ) : (
          <ul>
            {sum.words
              .slice(0, mostTexts)
              .map((words, at) => ({ id: `${at}`, words }))
              .map(({ id, words }) => (
                <li key={id}>{words}</li>
              ))}
          </ul>
        )}
        {sum.words.length > mostTexts && <p>{(sum.words.length - mostTexts).toLocaleString('en')} more are in the file below.</p>}
      </Section>
    );
  }
  const { question, counts, mean } = sum;
  return (
    <Section title={question.words}>
      <Table
        caption={
          mean === null
            ? 'Fewer than five answered this'
            : `${mean.toFixed(1)} of 5, the mean of ${counts.reduce((all, n) => all + n, 0)} people`
        }
        rows={counts.map((n, at) => ({ at: at + 1, n }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'at', label: 'Answer', cell: ({ at }) => (at === 1 ? `1 – ${question.low}` : at === 5 ? `5 – ${question.high}` : at) },
          { key: 'n', label: 'People', isNumber: true, cell: ({ n }) => n },
        ]}
      />
    </Section>
  );
}

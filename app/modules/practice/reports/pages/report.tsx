import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { missing } from '#app/platform/problem.ts';
import { memberOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { answerReport } from '../commands.server.ts';
import { askedQuestions, type ReportYearRow, reportYears } from '../queries.server.ts';
import { type Question, readReport } from '../questions.ts';
import { mayAnswerReport, reportSeat } from '../rules.ts';
import type { Route } from './+types/report';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: reportSeat(memberOf(context, request)) }, async (scope) => {
    const year = (await reportYears(scope)).find((each) => each.year === params.year);
    if (!year) throw missing('This year');
    const isDone = new URL(request.url).searchParams.get('done') === 'answer';
    return { year, questions: await askedQuestions(scope), mayAnswer: mayAnswerReport(scope.actor), isDone };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const typed = typedIn(await request.formData());
  const slug = reportSeat(memberOf(context, request));
  const kept = await refusalOf(() =>
    scoped({ context, request, slug }, async (scope) => answerReport(scope, params.year, readReport(await askedQuestions(scope), typed))),
  );
  if (kept.ok) return redirect('?done=answer');
  return data({ errors: [{ field: '', message: kept.message }], values: typed }, { status: kept.status });
}

export default function Report({ loaderData: { year, questions, mayAnswer, isDone }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {} } = actionData ?? {};
  const title = mayAnswer ? `Your year ${year.year}` : `What students are asked in ${year.year}`;
  return (
    <Page
      title={title}
      lead={mayAnswer ? `${questions.length} taps: what you saw, what you practised, how sure you are, what you want.` : undefined}
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What graduates say', to: '/w/practice/reports' }, { label: year.year }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      <FormErrors errors={errors} />
      {!mayAnswer ? (
        <Asked year={year} questions={questions} />
      ) : year.isAnswered ? (
        <Note kind="success" title="Thank you: what you answered is kept" isAnswer={isDone}>
          It is kept apart from who you are, and counted once, after {day(year.closesOn)}.
        </Note>
      ) : !year.isOpen ? (
        <p>{`These questions are asked from ${day(year.opensOn)} to ${day(year.closesOn)}.`}</p>
      ) : (
        <form method="post" className="form" noValidate>
          <p>
            Nobody reads your answers, your school neither. They are kept apart from your name, counted once after {day(year.closesOn)}, and
            deleted then; what is shown says between which numbers it lies. You may leave questions out.
          </p>
          {questions.map(({ id, words, answers }) => (
            <Field
              key={id}
              kind="radios"
              name={id}
              label={words}
              value={values[id]}
              isOptional
              options={answers.map((label, at) => ({ value: String(at + 1), label }))}
            />
          ))}
          <p className="bar">
            <Button kind="primary">Send</Button>
          </p>
        </form>
      )}
    </Page>
  );
}

type AskedProps = { year: ReportYearRow; questions: Question[] };

/** What students are asked, for whoever is none. */
function Asked({ year: { opensOn, closesOn }, questions }: AskedProps) {
  return (
    <>
      <p>{`Asked from ${day(opensOn)} to ${day(closesOn)}. Nobody reads the answers; they are counted once, and deleted then.`}</p>
      <Table
        caption="What is asked"
        rows={questions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'question', label: 'Question', cell: ({ words }) => words },
          { key: 'answers', label: 'Answers', cell: ({ answers }) => answers.join(' · ') },
        ]}
      />
    </>
  );
}

import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { publicly, refusalOf, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { answerEvaluation } from '../commands.server.ts';
import { askedOf } from '../queries.server.ts';
import { readAnswers } from '../questions.ts';
import type { Route } from './+types/answer';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, questions, isAnswered } = await publicly((scope) => askedOf(scope, params.token));
  const { title, page } = occasion;
  return { title, page, token: params.token, questions, isAnswered, isDone: new URL(request.url).searchParams.get('done') === 'answer' };
}

export async function action({ params, request }: Route.ActionArgs) {
  const typed = typedIn(await request.formData());
  const { questions } = await publicly((scope) => askedOf(scope, params.token));
  const kept = await refusalOf(() => publicly((scope) => answerEvaluation(scope, params.token, readAnswers(questions ?? [], typed))));
  if (kept.ok) return redirect('?done=answer');
  return data({ errors: [{ field: '', message: kept.message }], values: typed }, { status: kept.status });
}

export default function Answer({ loaderData: { title, page, token, questions, isAnswered, isDone }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {} } = actionData ?? {};
  return (
    <Page
      title="What did you think of it?"
      lead={title}
      crumbs={[{ label: title, to: page }, { label: 'Your place', to: `/places/${token}` }, { label: 'What you think' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What did you think of it? · ${title}`}</title>
      <FormErrors errors={errors} />
      {isAnswered ? (
        <Note kind="success" title="Thank you: what you answered is kept" isAnswer={isDone}>
          It is kept apart from who you are.
        </Note>
      ) : questions === null ? (
        <p>Questions are asked of whoever has a place, once it has begun.</p>
      ) : (
        <form method="post" className="form" noValidate>
          <p>
            What you answer is kept apart from your name and without a time. Those who run this read answers once five people answered. You
            may leave questions out.
          </p>
          {questions.map((question) =>
            question.kind === 'scale' ? (
              <Field
                key={question.id}
                kind="radios"
                name={question.id}
                label={question.words}
                value={values[question.id]}
                isOptional
                options={[1, 2, 3, 4, 5].map((n) => ({
                  value: String(n),
                  label: n === 1 ? `1 – ${question.low}` : n === 5 ? `5 – ${question.high}` : String(n),
                }))}
              />
            ) : (
              <Field
                key={question.id}
                kind="textarea"
                rows={3}
                name={question.id}
                label={question.words}
                value={values[question.id]}
                isOptional
                help="Please name nobody, and no patient."
              />
            ),
          )}
          <p className="bar">
            <Button kind="primary">Send my answers</Button>
          </p>
        </form>
      )}
    </Page>
  );
}

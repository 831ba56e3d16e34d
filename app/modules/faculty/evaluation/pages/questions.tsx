import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { publicly, refusalOf, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { answerInstrument } from '../commands.server.ts';
import { asksInWords, didWords, type Instrument, type Phase } from '../instrument.ts';
import { askedNow } from '../queries.server.ts';
import type { Route } from './+types/questions';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, place, instrument, phase, closesAt, nextAt, isAnswered } = await publicly((scope) =>
    askedNow(scope, params.token, new Date()),
  );
  const { title, page } = occasion;
  return {
    ...{ title, page, token: params.token, instrument, phase, isAnswered },
    closes: closesAt && dayIn(closesAt, place.timeZone),
    next: nextAt && dayIn(nextAt, place.timeZone),
    isDone: new URL(request.url).searchParams.get('done') === 'answer',
  };
}

export async function action({ params, request }: Route.ActionArgs) {
  const typed = typedIn(await request.formData());
  const kept = await refusalOf(() => publicly((scope) => answerInstrument(scope, params.token, typed)));
  if (kept.ok) return redirect('?done=answer');
  return data({ errors: [{ field: '', message: kept.message }], values: typed }, { status: kept.status });
}

const titles: Readonly<Record<Phase, string>> = {
  before: 'Before it begins',
  after: 'How was it, and how is it now?',
  '3 months': 'Three months later',
  '12 months': 'A year later',
};

export default function Questions({ loaderData, actionData }: Route.ComponentProps) {
  const { title, page, token, instrument, phase, closes, next, isAnswered, isDone } = loaderData;
  const { errors = [], values = {} } = actionData ?? {};
  return (
    <Page
      title={phase === null ? 'A few questions' : titles[phase]}
      lead={title}
      crumbs={[{ label: title, to: page }, { label: 'Your place', to: `/places/${token}` }, { label: 'A few questions' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}A few questions · ${title}`}</title>
      <FormErrors errors={errors} />
      {isAnswered ? (
        <Note kind="success" title="Thank you: what you answered is kept" isAnswer={isDone}>
          It is kept apart from who you are, and read once it is closed, on {closes}, from five answers on.
        </Note>
      ) : instrument === null || phase === null ? (
        <p>{next ? `Nothing is asked now. The next questions come on ${next}.` : 'Nothing is asked now.'}</p>
      ) : (
        <form method="post" className="form" noValidate>
          <p>
            What you answer is kept apart from your name and without a time. Those who run this read answers once it is closed, on {closes},
            and only if five people answered. You may leave questions out.
          </p>
          {phase === 'before' || phase === 'after' ? (
            <Scales instrument={instrument} values={values} />
          ) : (
            <Field
              kind="radios"
              name="did"
              label="Did you do what you meant to do?"
              value={values.did}
              options={didWords.map((word, at) => ({ value: String(at + 1), label: word }))}
              isOptional
              isWide
            />
          )}
          {asksInWords[phase].map(({ id, words }) => (
            <Field
              key={id}
              kind="textarea"
              rows={3}
              name={id}
              label={words}
              value={values[id]}
              isOptional
              help="Please name nobody, and no patient."
            />
          ))}
          {instrument.design === 'pre and post' && (phase === 'before' || phase === 'after') && (
            <Field
              name="code"
              label="A code of your own"
              value={values.code}
              autoComplete="off"
              isOptional
              help="So that your answers before and after can be put side by side without your name. Make it so that you will make the same one again: the first two letters of the street where you grew up, the day of the month on which you were born, and the last letter of your mother’s first name, such as EL07A."
            />
          )}
          <p className="bar">
            <Button kind="primary">Send my answers</Button>
          </p>
        </form>
      )}
    </Page>
  );
}

/** Each question in its ordered words: then and now together in a then-test, else now alone. */
function Scales({ instrument: { design, questions }, values }: { instrument: Instrument; values: Readonly<Record<string, string>> }) {
  return questions.map(({ id, words, points }) => {
    const options = points.map((point, at) => ({ value: String(at + 1), label: point }));
    if (design === 'pre and post')
      return (
        <Field key={id} kind="radios" name={`now.${id}`} label={words} value={values[`now.${id}`]} options={options} isOptional isWide />
      );
    return (
      <fieldset key={id} className="field wide">
        <legend>{words}</legend>
        <Field
          kind="radios"
          name={`then.${id}`}
          label="Before, as you see it now"
          value={values[`then.${id}`]}
          options={options}
          isOptional
        />
        <Field kind="radios" name={`now.${id}`} label="Now" value={values[`now.${id}`]} options={options} isOptional />
      </fieldset>
    );
  });
}

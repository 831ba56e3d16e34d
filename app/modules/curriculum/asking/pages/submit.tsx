import { data, redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { Submitting, TakingBack } from '../schema.ts';
import { stateSentences } from '../state-sentences.ts';
import { submitYear, takeBackSubmission } from '../submit-commands.server.ts';
import { submitPage } from '../submit-queries.server.ts';
import type { Route } from './+types/submit';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { year } = ChosenYear.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await submitPage(scope, year)),
    mayBringIn: mayBringIn(scope.actor),
    done: searchParams.get('done'),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const { act, year } = typedIn(form);
  const acted =
    act === 'take-back'
      ? await answerForm(act, { schema: TakingBack, form }, async (input) => {
          await as(actor, (scope) => takeBackSubmission(scope, input));
          return `&year=${input.year}`;
        })
      : await answerForm('submit', { schema: Submitting, form }, async (input) => {
          await as(actor, (scope) => submitYear(scope, input));
          return `&year=${year}`;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function Submit({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, state, round, submission, isReleased, maySubmit, done } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Submit the map"
      lead={`What is done in this year and what is not. Once it is submitted${round ? ` for ${round.title}` : ''}, nothing of it is answered or corrected until you take that back; what others see is chosen afterwards.`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Submit the map' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Submit the map · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ reason: 'Why', words: 'Words to go with it' }} />
      {done === 'take-back' && !actionData && (
        <Note kind="success" title="The submission is taken back. The year can be answered and corrected again." isAnswer />
      )}
      {year === null || state === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          A year is submitted here once your school has brought it in and mapped it.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {submission && (
            <Note
              kind="success"
              title={`${year} is submitted${submission.by ? ` by ${submission.by}` : ''}, on ${dayAndTime(submission.submittedAt, zone)}`}
              isAnswer={done === 'submit'}
            >
              {submission.words ?? 'Whoever answers or corrects now is told so.'}
            </Note>
          )}
          <Section title="How the year stands">
            <ul>
              {stateSentences(state).map(({ says, path, act }) => (
                <li key={says}>
                  {says} {path && <a href={`${base}/${path}?year=${year}`}>{act}</a>}
                </li>
              ))}
            </ul>
          </Section>
          {!maySubmit && <p>A lead of your school submits the map.</p>}
          {maySubmit && !submission && (
            <form method="post" className="form" noValidate>
              <input type="hidden" name="year" value={year} />
              <Field
                kind="textarea"
                name="words"
                label="Words to go with it"
                isOptional
                value={actionData?.values.words}
                error={errorOf(errors, 'words')}
              />
              <p>
                <Button kind="primary" name="act" value="submit">
                  {`Submit ${year}`}
                </Button>
              </p>
            </form>
          )}
          {maySubmit && submission && isReleased && (
            <p>Figures of this year are released. Withdraw them first; then the submission can be taken back.</p>
          )}
          {maySubmit && submission && !isReleased && (
            <form method="post" className="form" noValidate>
              <input type="hidden" name="year" value={year} />
              <Field
                kind="textarea"
                name="reason"
                label="Why you take it back"
                value={actionData?.values.reason}
                error={errorOf(errors, 'reason')}
              />
              <p>
                <Button kind="danger" name="act" value="take-back">
                  Take the submission back
                </Button>
              </p>
            </form>
          )}
        </>
      )}
    </Page>
  );
}

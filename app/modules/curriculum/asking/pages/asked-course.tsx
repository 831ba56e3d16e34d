import { data, redirect } from 'react-router';
import { v4 } from 'uuid';
import { zone } from '#app/modules/members/time-zone.ts';
import { addressed, parseForm, typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { day, dayIn } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { hoursBetween } from '#app/ui/hours.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { answerCourse } from '../answer-commands.server.ts';
import { AnswerForm } from '../answer-form.ts';
import { type AskedCourse, askedCourse, ownCourse } from '../own-course-queries.server.ts';
import { QuestionForm } from '../parts/question-form.tsx';
import { CoursePath } from '../schema.ts';
import type { Route } from './+types/asked-course';

const doneWords: Readonly<Record<string, string>> = {
  done: 'Thank you. Your answers are with your school; you can come back and change them until the map is submitted.',
  save: 'Your answers so far are kept. Press Done when you are.',
  rest: 'Every question that was open is now still so. Press Done when you are.',
  miss: 'What was missed stands with your answers now.',
};

export function loader({ context, params, request }: Route.LoaderArgs) {
  const done = new URL(request.url).searchParams.get('done') ?? '';
  return scoped({ context, request, slug: params.school }, async (scope) => {
    // Who may not answer at all is told so, whatever the address names.
    const { course } = addressed(CoursePath, params, 'This course');
    return {
      school: scope.actor.school!,
      asked: await askedCourse(scope, course),
      entry: v4(),
      done: Object.hasOwn(doneWords, done) ? doneWords[done]! : null,
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const found = await scoped({ context, request, slug: params.school }, (scope) =>
    ownCourse(scope, addressed(CoursePath, params, 'This course').course),
  );
  const values = typedIn(sent);
  const form = parseForm(AnswerForm, sent);
  if (!form.ok) return data({ errors: form.errors, values }, { status: 400 });
  const outcome = await refusalOf(() =>
    as(actor, (scope) => answerCourse(scope, { courseStableId: found.courseStableId, said: form.data })),
  );
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], values }, { status: outcome.status });
  return redirect(`?done=${values.act}`);
}

export default function AskedCoursePage({ loaderData: { school, asked, entry, done }, actionData }: Route.ComponentProps) {
  const { course, others, activities, gone, submittedAt } = asked;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={course.title}
      lead={`Two minutes about your course in ${course.year}${course.dueOn && !course.doneAt ? `, until ${day(course.dueOn)}` : ''}: first the course as your school’s file tells it, then what was found in it.`}
      crumbs={[{ label: 'Your courses', to: `/w/curriculum/${school.slug}/asked` }, { label: course.title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${course.title} · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={labelsOf(asked)} />
      {done && !actionData && <Note kind="success" title={done} isAnswer />}
      {submittedAt && (
        <Note title={`${course.year} was submitted on ${dayIn(submittedAt, zone)}`}>
          Its answers are not changed any more. If something is wrong, tell your lead, who can take the submission back.
        </Note>
      )}
      <Section title="Your course">
        {course.description && <p>{course.description}</p>}
        <p>{`${count(activities.length, 'activity', 'activities')} in ${course.year}:`}</p>
        <ul>
          {activities.map(({ id, title, part, methods, learner }) => (
            <li key={id}>{[title, part && `in ${part}`, methods.join(', '), hoursBetween(learner)].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      </Section>
      <QuestionForm key={done ?? 'form'} asked={asked} entry={entry} typed={actionData?.values ?? null} errors={errors} />
      {gone.length > 0 && (
        <Section title="Taken away after your word">
          <ul>
            {gone.map(({ activity, code, words }) => (
              <li key={`${activity} ${code}`}>{`${code} in “${activity}”${words ? `: ${words}` : ''}`}</li>
            ))}
          </ul>
        </Section>
      )}
      {others.length > 0 && (
        <Section title="Your other courses">
          <ul>
            {others.map(({ courseStableId, title, state }) => (
              <li key={courseStableId}>
                <a href={`/w/curriculum/${school.slug}/asked/${courseStableId}`}>{title}</a>
                {state === 'answered' ? ' (done)' : ''}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function labelsOf({ activities }: AskedCourse): Record<string, string> {
  const missed = {
    missedActivity: 'Where it is taught',
    missedCompetency: 'What it teaches',
    missedLevel: 'How far it goes',
    missedExtent: 'How fully',
  };
  const hours = Object.fromEntries(activities.map(({ id, title }) => [`hours.${id}`, `Hours of “${title}”`]));
  return { ...missed, missedTitle: 'What it is called', missedFrom: 'At least', missedTo: 'At most', words: 'Your own words', ...hours };
}

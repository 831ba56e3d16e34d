import { data, redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import { addressed, parseForm } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { historyOf } from '../../editing/history-queries.server.ts';
import { EditNote } from '../../editing/parts/edit-note.tsx';
import { editSaid } from '../../editing/queries.server.ts';
import { Defined } from '../../parts/defined.tsx';
import { requirementWords } from '../../placement.ts';
import { mayCorrect } from '../../rules.ts';
import { Id } from '../../schema.ts';
import { CourseQuestion } from '../../teaching/parts/group-questions.tsx';
import { groupQuestion } from '../../teaching/queries.server.ts';
import { giveCoursePhase, keepSeats } from '../commands.server.ts';
import { courseFacts } from '../course-queries.server.ts';
import { ActivityTable } from '../parts/activity-table.tsx';
import { History } from '../parts/history.tsx';
import { Objectives } from '../parts/objectives.tsx';
import { activityList } from '../queries.server.ts';
import { ActivitySearch, CourseForm, pageSize } from '../schema.ts';
import { levelWords, phaseWord } from '../words.ts';
import type { Route } from './+types/course';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const facts = await courseFacts(scope, params.course);
    const { id, year, removedAt } = facts.course;
    const { page, sort } = ActivitySearch.parse(Object.fromEntries(searchParams));
    const list = removedAt === null ? await activityList(scope, { year, course: id, page, sort }) : { activities: [], total: 0, page: 1 };
    const { activities, total } = list;
    const asked = removedAt === null ? await groupQuestion(scope, { year, courseId: id }) : null;
    return {
      ...facts,
      search,
      activities,
      total,
      page: list.page,
      asked,
      mayAnswer: mayCorrect(scope.actor),
      history: await historyOf(scope, id),
      edit: await editSaid(scope, searchParams.get('edit')),
      isSaved: searchParams.has('saved'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = parseForm(CourseForm, await request.formData());
  const actor = await actorOf({ context, request, slug: params.school });
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: 400 });
  const { phase, seats, enrolled } = form.data;
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const courseId = addressed(Id, params.course, 'This course');
      await giveCoursePhase(scope, { courseId, phaseId: phase });
      await keepSeats(scope, { courseId, seats, enrolled });
    }),
  );
  if (!outcome.ok) return data({ errors: [{ field: 'phase', message: outcome.message }], values: null }, { status: outcome.status });
  return redirect('?saved=1');
}

type Data = Route.ComponentProps['loaderData'];

export default function Course({ loaderData, actionData }: Route.ComponentProps) {
  const { school, course, objectives, phases, phase, isSaved } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={course.title}
      status={`Course of ${course.year}`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Courses', to: `${base}/courses?year=${course.year}` }, { label: course.title }]}
    >
      <title>{`${course.title} · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ phase: 'Phase', seats: 'Seats', enrolled: 'Enrolled' }} />
      {isSaved && errors.length === 0 && (
        <Note kind="success" title="What you said of this course is saved" isAnswer>
          {`The course counts under “${phaseWord(phase, phases)}” from now on.`}
        </Note>
      )}
      <EditNote edit={loaderData.edit} base={base} mayCorrect={loaderData.mayAnswer} />
      {loaderData.mayAnswer && (
        <p className="bar">
          <ButtonLink href={`${base}/courses/${course.id}/edit`}>Correct it</ButtonLink>
          {course.removedAt === null && (
            <a href={`${base}/activities/new?year=${course.year}&course=${course.id}`}>Enter activities of it by hand</a>
          )}
        </p>
      )}
      {course.removedAt && (
        <Note kind="attention" title={`Not on the map since ${dayIn(course.removedAt, zone)}`}>
          It is in no list and no figure.
        </Note>
      )}
      {course.description && <p>{course.description}</p>}
      <Stated data={loaderData} />
      {loaderData.mayGivePhase && course.removedAt === null && (
        <OwnWordsForm data={loaderData} values={actionData?.values ?? null} errors={errors} />
      )}
      {loaderData.asked && <CourseQuestion course={loaderData.asked} year={course.year} base={base} mayAnswer={loaderData.mayAnswer} />}
      <Activities data={loaderData} base={base} />
      <Section title="Objectives">
        <Objectives objectives={objectives} />
      </Section>
      <History history={loaderData.history} base={base} mayCorrect={loaderData.mayAnswer} />
      <Defined figures={['learner-hours', 'groups', 'seats', 'spans-phases', 'no-phase-yet']} />
    </Page>
  );
}

function Stated({ data: { course, requirement, levels, phase, phases } }: { data: Data }) {
  return (
    <Facts
      facts={[
        ['Requirement', requirementWords[requirement]],
        ['Levels', levelWords(course, levels)],
        ['Phase', `${phaseWord(phase, phases)}${course.phaseId === null ? '' : ' (the school’s own word)'}`],
        ['Seats', course.seats?.toLocaleString('en') ?? 'Not said'],
        ['Enrolled', course.enrolled?.toLocaleString('en') ?? 'Not said'],
        [
          'Runs',
          course.startsOn && course.endsOn
            ? `${day(course.startsOn)} to ${day(course.endsOn)}`
            : course.startsOn
              ? `from ${day(course.startsOn)}`
              : 'Not said',
        ],
        ['Lasts', course.durationDays === null ? 'Not said' : count(course.durationDays, 'day', 'days')],
        ['Part of', course.parentTitle ?? 'No other course'],
        course.cameBy === 'hand' ? ['Came by', 'Entered by hand'] : ['Id in the file', course.sourceId],
      ]}
    />
  );
}

type OwnWordsProps = { data: Data; values: Record<string, string> | null; errors: readonly FormError[] };

function OwnWordsForm({ data: { course, phases, phaseByLevels }, values, errors }: OwnWordsProps) {
  return (
    <Section title="What your school says of it">
      <form method="post" className="form">
        <Field
          kind="select"
          name="phase"
          label="Phase"
          help="Say it where the levels cannot, for example for a clerkship that begins in one phase and ends in the next. All its hours then count there."
          error={errorOf(errors, 'phase')}
          value={values?.phase ?? course.phaseId ?? ''}
          options={[
            { value: '', label: `As its levels say: ${phaseWord(phaseByLevels, phases)}` },
            ...phases.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Field
          name="seats"
          label="Seats"
          isOptional
          inputMode="numeric"
          help="How many students it can take in a year."
          error={errorOf(errors, 'seats')}
          value={values?.seats ?? course.seats?.toString() ?? ''}
        />
        <Field
          name="enrolled"
          label="Enrolled"
          isOptional
          inputMode="numeric"
          help={`How many students took it in ${course.year}.`}
          error={errorOf(errors, 'enrolled')}
          value={values?.enrolled ?? course.enrolled?.toString() ?? ''}
        />
        <Button>Save what you say of it</Button>
      </form>
    </Section>
  );
}

function Activities({ data: { activities, phases, total, page, search }, base }: { data: Data; base: string }) {
  return (
    <Section title="Activities">
      {total === 0 ? (
        <p>The course itself places none.</p>
      ) : (
        <>
          <ActivityTable
            activities={activities}
            phases={phases}
            caption="Activities of this course"
            count={count(total, 'activity', 'activities')}
            base={base}
            search={search}
            isOfCourse
          />
          <Pagination page={page} size={pageSize} total={total} noun="activities" search={search} />
        </>
      )}
    </Section>
  );
}

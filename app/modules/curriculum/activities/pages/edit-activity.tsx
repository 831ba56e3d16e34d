import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { correctActivity } from '../../editing/correction-commands.server.ts';
import { courseNamed, standingOf } from '../../editing/correction-queries.server.ts';
import { MethodNames } from '../../editing/parts/method-names.tsx';
import { mayCorrect } from '../../rules.ts';
import { activityFacts } from '../activity-queries.server.ts';
import { ActivityForm, correctionOf } from '../correction-form.ts';
import { phasedCourses } from '../course-queries.server.ts';
import { methodName } from '../words.ts';
import type { Route } from './+types/edit-activity';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const facts = await activityFacts(scope, params.activity);
    if (!mayCorrect(scope.actor)) throw forbidden('correct this curriculum');
    const courses = await phasedCourses(scope, facts.activity.year);
    const [standing] = await standingOf(scope, [params.activity]);
    const isRequired = new Map(standing?.places.map((place) => [place.courseId, place.isRequired]));
    const places = facts.places.map(({ courseId, course }) => ({ courseId, course, isRequired: isRequired.get(courseId) ?? null }));
    return { ...facts, places, courses: courses.length > 400 ? [] : courses.map(({ title }) => title) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const form = parseForm(ActivityForm, sent);
  const kept = sent.getAll('method').map(Number);
  const values = typedIn(sent);
  if (!form.ok) return data({ errors: form.errors, values, kept }, { status: 400 });
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const { activity, places } = await activityFacts(scope, params.activity);
      const correction = correctionOf(form.data, {
        text: activity.description,
        courses: places.map(({ courseId }) => courseId),
        courseId: await courseNamed(scope, activity.year, form.data.course),
        methodsKept: kept,
        now: new Date(),
      });
      return correctActivity(scope, { activityId: params.activity, correction, seen: form.data.seen });
    }),
  );
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], values, kept }, { status: outcome.status });
  return redirect(`/w/curriculum/${params.school}/activities/${params.activity}${outcome.value ? `?edit=${outcome.value}` : ''}`);
}

type Data = Route.ComponentProps['loaderData'];
const labels = {
  title: 'Title',
  description: 'Text',
  learner: 'Learner hours',
  delivered: 'Delivered hours',
  course: 'Another course',
  methodsAdded: 'Further methods',
};

export default function EditActivity({ loaderData, actionData }: Route.ComponentProps) {
  const { school, activity } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={`Correct “${activity.title}”`}
      lead="What you change stands in its history, with the way back. The next file keeps your word where it says the same as before."
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Activities', to: `${base}/activities?year=${activity.year}` },
        { label: activity.title, to: `${base}/activities/${activity.id}` },
        { label: 'Correct' },
      ]}
    >
      <title>{`Correct ${activity.title} · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Form data={loaderData} values={actionData?.values ?? {}} kept={actionData?.kept} errors={errors} base={base} />
    </Page>
  );
}

type FormProps = {
  data: Data;
  values: Record<string, string>;
  kept: readonly number[] | undefined;
  errors: readonly FormError[];
  base: string;
};

function Form({ data: { activity, places, methods, courses }, values, kept, errors, base }: FormProps) {
  const shared = (name: keyof typeof labels) => ({ name, label: labels[name], error: errorOf(errors, name) });
  const isRange = activity.learnerMinutesMost !== null || activity.deliveredMinutesMost !== null;
  const minutes = (stated: number | null) => (stated === null ? '' : String(stated));
  return (
    <form method="post" className="form">
      <input type="hidden" name="seen" value={values.seen ?? activity.editedAt?.toISOString() ?? ''} />
      <Field {...shared('title')} isWide value={values.title ?? activity.title} maxLength={2000} />
      <Field kind="textarea" {...shared('description')} isOptional value={values.description ?? activity.description ?? ''} rows={6} />
      {isRange ? (
        <p>
          Its hours are an estimate. <a href={`${base}/teaching?year=${activity.year}`}>Change the estimate</a>
        </p>
      ) : (
        <>
          <Field
            {...shared('learner')}
            isOptional
            help="In minutes, or as 1.5 h or 1:30: what one student sits through. Empty: unknown."
            value={values.learner ?? minutes(activity.learnerMinutes)}
          />
          <Field
            {...shared('delivered')}
            isOptional
            help="What the school teaches, parallel groups counted. Empty: unknown."
            value={values.delivered ?? minutes(activity.deliveredMinutes)}
          />
        </>
      )}
      {places.map(({ courseId, course, isRequired }) => (
        <Field
          key={courseId}
          kind="select"
          name={`place.${courseId}`}
          label={`In ${course}`}
          value={values[`place.${courseId}`] ?? (isRequired === null ? 'unknown' : isRequired ? 'course' : 'elective')}
          options={[
            { value: 'course', label: 'As the course: required where it is' },
            { value: 'elective', label: 'Elective' },
            { value: 'unknown', label: 'Not said whether required' },
            { value: 'out', label: 'No longer in this course' },
          ]}
        />
      ))}
      <div className="field">
        <label htmlFor="course">
          {labels.course}
          <span className="optional"> (optional)</span>
        </label>
        <input id="course" name="course" list="courses" autoComplete="off" defaultValue={values.course ?? ''} />
        <datalist id="courses">
          {[...new Set(courses)].map((title) => (
            <option key={title} value={title} />
          ))}
        </datalist>
      </div>
      {methods.length > 0 && (
        <Field
          kind="checkboxes"
          name="method"
          label="Methods that stay"
          values={(kept ?? methods.map(({ position }) => position)).map(String)}
          options={methods.map((method) => ({ value: String(method.position), label: methodName(method) }))}
        />
      )}
      <div className="field">
        <label htmlFor="methodsAdded">
          {labels.methodsAdded}
          <span className="optional"> (optional)</span>
        </label>
        <input
          id="methodsAdded"
          name="methodsAdded"
          list="methods"
          autoComplete="off"
          defaultValue={values.methodsAdded ?? ''}
          aria-describedby="methodsAdded-help"
        />
        <p className="help" id="methodsAdded-help">
          Several are parted by semicolons.
        </p>
        <MethodNames id="methods" />
      </div>
      <Field
        kind="checkbox"
        name="interprofessional"
        label="Learners of several professions share it"
        isChecked={Object.keys(values).length > 0 ? values.interprofessional === 'yes' : activity.isInterprofessional}
      />
      {activity.sameAs === null ? (
        <Field
          kind="checkbox"
          name="isOff"
          label="Not on the map"
          help="It is then in no list and no figure. What people said of it is kept, and it can be put back."
          isChecked={Object.keys(values).length > 0 ? values.isOff === 'yes' : activity.removedAt !== null}
        />
      ) : (
        <input type="hidden" name="isOff" value="yes" />
      )}
      <p className="bar">
        <Button kind="primary">Save the corrections</Button>
        <ButtonLink kind="quiet" href={`${base}/activities/${activity.id}`}>
          Leave without saving
        </ButtonLink>
      </p>
    </form>
  );
}

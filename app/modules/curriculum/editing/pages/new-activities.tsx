import { data, redirect } from 'react-router';
import { v4 } from 'uuid';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { requirements, requirementWords } from '../../placement.ts';
import { mayCorrect } from '../../rules.ts';
import { ChosenYear, Id } from '../../schema.ts';
import { enterByHand } from '../entry-commands.server.ts';
import { EditNote } from '../parts/edit-note.tsx';
import { EntryGrid } from '../parts/entry-grid.tsx';
import { MethodNames } from '../parts/method-names.tsx';
import { editSaid, entryGround } from '../queries.server.ts';
import { EntryForm } from '../schema.ts';
import type { Route } from './+types/new-activities';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { year } = ChosenYear.parse(Object.fromEntries(searchParams));
  const course = Id.optional()
    .catch(undefined)
    .parse(searchParams.get('course') ?? undefined);
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await entryGround(scope, { year, course })),
    entry: v4(),
    edit: await editSaid(scope, searchParams.get('edit')),
    mayCorrect: mayCorrect(scope.actor),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const values = typedIn(sent);
  if (values.act === 'rows') return data({ errors: [] as FormError[], values });
  const form = parseForm(EntryForm, sent);
  if (!form.ok) return data({ errors: form.errors, values }, { status: 400 });
  const outcome = await refusalOf(() => as(actor, (scope) => enterByHand(scope, form.data)));
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], values }, { status: outcome.status });
  const { editId, courseId } = outcome.value;
  const to = new URLSearchParams({ year: form.data.year });
  if (courseId !== null) to.set('course', courseId);
  if (editId !== null) to.set('edit', editId);
  const base = `/w/curriculum/${params.school}`;
  return redirect(values.act === 'more' ? `${base}/activities/new?${to}` : `${base}/activities?${to}`);
}

type Data = Route.ComponentProps['loaderData'];

export default function NewActivities({ loaderData, actionData }: Route.ComponentProps) {
  const { school, edit } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Enter activities by hand"
      lead="Titles alone are enough to start. What you leave empty is unknown, and can be said later."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Activities', to: `${base}/activities` }, { label: 'Enter by hand' }]}
    >
      <title>{`Enter activities by hand · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ year: 'Academic year', course: 'Course', unit: 'A plain number of time is' }} />
      {!actionData && <EditNote edit={edit} base={base} mayCorrect={loaderData.mayCorrect} />}
      <Form data={loaderData} values={actionData?.values ?? {}} errors={errors} base={base} />
    </Page>
  );
}

type FormProps = { data: Data; values: Record<string, string>; errors: readonly FormError[]; base: string };

function Form({ data: { entry, year, years, course, titles, phases }, values, errors, base }: FormProps) {
  return (
    <form method="post">
      <input type="hidden" name="entry" value={values.entry ?? entry} />
      {course && <input type="hidden" name="courseId" value={course.id} />}
      <Section title="Where they stand">
        <div className="halves">
          {course && year ? (
            <>
              <input type="hidden" name="year" value={year} />
              <input type="hidden" name="course" value={course.title} />
              <p>
                In “{course.title}”, {year}. <a href={`${base}/activities/new?year=${year}`}>Enter them somewhere else</a>
              </p>
            </>
          ) : (
            <>
              <Field
                name="year"
                label="Academic year"
                help={
                  years.length > 0 ? `Here are ${years.join(', ')}; another year begins with these activities.` : 'Write it as 2025-26.'
                }
                error={errorOf(errors, 'year')}
                value={values.year ?? year ?? ''}
              />
              <div className="field">
                <label htmlFor="course">
                  Course<span className="optional"> (optional)</span>
                </label>
                <input
                  id="course"
                  name="course"
                  list="courses"
                  autoComplete="off"
                  defaultValue={values.course ?? ''}
                  aria-describedby="course-help"
                  aria-invalid={errorOf(errors, 'course') ? true : undefined}
                />
                <p className="help" id="course-help">
                  A name that the year does not have yet makes a new course. Empty: in no course.
                </p>
                <datalist id="courses">
                  {titles.map((title) => (
                    <option key={title} value={title} />
                  ))}
                </datalist>
              </div>
              <Field
                kind="select"
                name="courseRequirement"
                label="If the course is new: its requirement"
                value={values.courseRequirement ?? ''}
                options={[
                  { value: '', label: requirementWords.unknown },
                  ...requirements.filter((each) => each !== 'unknown').map((value) => ({ value, label: requirementWords[value] })),
                ]}
              />
              <Field
                kind="select"
                name="coursePhase"
                label="If the course is new: its phase"
                value={values.coursePhase ?? ''}
                options={[{ value: '', label: 'No phase yet' }, ...phases.map(({ id, name }) => ({ value: id, label: name }))]}
              />
            </>
          )}
          <Field
            kind="radios"
            name="unit"
            label="A plain number of time is"
            help="“1.5 h”, “1:30” and “90 min” are read either way."
            error={errorOf(errors, 'unit')}
            value={values.unit ?? 'minutes'}
            options={[
              { value: 'minutes', label: 'minutes' },
              { value: 'hours', label: 'hours' },
            ]}
          />
        </div>
      </Section>
      <Section title="Activities">
        <EntryGrid values={values} errors={errors} methods="methods">
          <Button kind="primary" name="act" value="save">
            Save these activities
          </Button>
          <Button name="act" value="more">
            Save and add more
          </Button>
        </EntryGrid>
        <MethodNames id="methods" />
      </Section>
    </form>
  );
}

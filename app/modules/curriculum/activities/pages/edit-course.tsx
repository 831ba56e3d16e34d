import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { correctCourse } from '../../editing/correction-commands.server.ts';
import { requirements, requirementWords } from '../../placement.ts';
import { mayCorrect } from '../../rules.ts';
import { asLines, CourseCorrectionForm } from '../correction-form.ts';
import { courseFacts } from '../course-queries.server.ts';
import type { Route } from './+types/edit-course';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const facts = await courseFacts(scope, params.course);
    if (!mayCorrect(scope.actor)) throw forbidden('correct this curriculum');
    return facts;
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const form = parseForm(CourseCorrectionForm, sent);
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: 400 });
  const { seen, isOff, description, ...fields } = form.data;
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const { course } = await courseFacts(scope, params.course);
      const isRewritten = asLines(description) !== asLines(course.description ?? '');
      const removedAt = isOff === 'yes' ? (course.removedAt ?? new Date()) : null;
      const correction = { ...fields, removedAt, ...(isRewritten ? { description: description || null } : {}) };
      return correctCourse(scope, { courseId: params.course, correction, seen });
    }),
  );
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], values: typedIn(sent) }, { status: outcome.status });
  return redirect(`/w/curriculum/${params.school}/courses/${params.course}${outcome.value ? `?edit=${outcome.value}` : ''}`);
}

type Data = Route.ComponentProps['loaderData'];
const labels = { title: 'Title', description: 'Text', requirement: 'Requirement', startLevel: 'First level', endLevel: 'Last level' };

export default function EditCourse({ loaderData, actionData }: Route.ComponentProps) {
  const { school, course } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={`Correct “${course.title}”`}
      lead="What you change stands in its history, with the way back."
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Courses', to: `${base}/courses?year=${course.year}` },
        { label: course.title, to: `${base}/courses/${course.id}` },
        { label: 'Correct' },
      ]}
    >
      <title>{`Correct ${course.title} · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Form data={loaderData} values={actionData?.values ?? {}} errors={errors} base={base} />
    </Page>
  );
}

type FormProps = { data: Data; values: Record<string, string>; errors: readonly FormError[]; base: string };

function Form({ data: { course, levels }, values, errors, base }: FormProps) {
  const shared = (name: keyof typeof labels) => ({ name, label: labels[name], error: errorOf(errors, name) });
  const numbers = new Set([...levels.map(({ number }) => number), ...[course.startLevel, course.endLevel].filter((each) => each !== null)]);
  const options = [
    { value: '', label: 'Not said' },
    ...[...numbers]
      .sort((a, b) => a - b)
      .map((number) => ({ value: String(number), label: levels.find((level) => level.number === number)?.label || `Level ${number}` })),
  ];
  return (
    <form method="post" className="form">
      <input type="hidden" name="seen" value={values.seen ?? course.editedAt?.toISOString() ?? ''} />
      <Field {...shared('title')} isWide value={values.title ?? course.title} maxLength={500} />
      <Field kind="textarea" {...shared('description')} isOptional value={values.description ?? course.description ?? ''} rows={6} />
      <Field
        kind="select"
        {...shared('requirement')}
        value={values.requirement ?? course.requirement ?? ''}
        options={requirements.map((each) => ({ value: each === 'unknown' ? '' : each, label: requirementWords[each] }))}
      />
      <Field kind="select" {...shared('startLevel')} value={values.startLevel ?? course.startLevel?.toString() ?? ''} options={options} />
      <Field kind="select" {...shared('endLevel')} value={values.endLevel ?? course.endLevel?.toString() ?? ''} options={options} />
      <Field
        kind="checkbox"
        name="isOff"
        label="Not on the map"
        help="The course is then in no list and no figure; its activities stand in no course unless another places them. It can be put back."
        isChecked={Object.keys(values).length > 0 ? values.isOff === 'yes' : course.removedAt !== null}
      />
      <p className="bar">
        <Button kind="primary">Save the corrections</Button>
        <ButtonLink kind="quiet" href={`${base}/courses/${course.id}`}>
          Leave without saving
        </ButtonLink>
      </p>
    </form>
  );
}

import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { extents, levels } from '../../link.ts';
import { hoursTyped } from '../estimate.ts';
import type { ListedEstimate } from '../queries.server.ts';
import { estimateKinds } from '../words.ts';

type Values = Readonly<Record<string, string>>;
type Props = {
  year: string;
  entry: string;
  courses: readonly { readonly id: string; readonly title: string }[];
  competencies: readonly { readonly id: string; readonly code: string; readonly title: string }[];
  /** The estimate that is said anew; null: a new one. */
  estimate: ListedEstimate | null;
  /** Who is signed in: who said so, unless typed otherwise. */
  name: string;
  values: Values | null;
  errors: readonly FormError[];
};

/** The fields of the form by the words above them. */
export const estimateLabels: Readonly<Record<string, string>> = {
  kind: 'What it is',
  title: 'Title',
  description: 'What happens there',
  courseId: 'Course',
  from: 'Learner hours, at least',
  to: 'Learner hours, at most',
  weeks: 'Weeks',
  weekFrom: 'Hours a week, at least',
  weekTo: 'Hours a week, at most',
  deliveredFrom: 'Delivered hours, at least',
  deliveredTo: 'Delivered hours, at most',
  source: 'Where the hours come from',
  by: 'Who said so',
};

/** An estimate as the form holds it. */
function valuesOf(estimate: ListedEstimate | null, name: string): Record<string, string> {
  if (!estimate) return { kind: 'bedside', place: 'course', by: name };
  const { kind, title, description, places, isRequired, learner, delivered, estimateSource, estimateBy, links } = estimate;
  const bound = (range: typeof learner, which: 'least' | 'most') => (range ? hoursTyped(range[which]) : '');
  return {
    ...{
      kind,
      title,
      description: description ?? '',
      courseId: places[0]?.courseId ?? '',
      source: estimateSource ?? '',
      by: estimateBy ?? '',
    },
    place: isRequired === null ? 'unknown' : isRequired ? 'course' : 'elective',
    ...{ from: bound(learner, 'least'), to: bound(learner, 'most') },
    ...{ deliveredFrom: bound(delivered, 'least'), deliveredTo: bound(delivered, 'most') },
    ...Object.fromEntries(
      links.flatMap(({ competencyId, level, extent }) => [
        [`level.${competencyId}`, level],
        [`extent.${competencyId}`, extent],
      ]),
    ),
  };
}

/** Everything that is said of teaching without events, in one form; the total may be worked out from hours a week, also without script. */
export function EstimateForm({ year, entry, courses, competencies, estimate, name, values: typed, errors }: Props) {
  const values = typed ?? valuesOf(estimate, name);
  const shared = (field: string) => ({
    name: field,
    label: estimateLabels[field]!,
    error: errorOf(errors, field),
    value: values[field] ?? '',
  });
  return (
    <form method="post" action={`?year=${year}${estimate ? `&change=${estimate.id}` : ''}`}>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="entry" value={values.entry ?? entry} />
      <Section title={estimate ? `Say anew: ${estimate.title}` : 'Estimate another'} id="form">
        <div className="halves">
          <Field {...shared('kind')} kind="select" options={Object.entries(estimateKinds).map(([value, label]) => ({ value, label }))} />
          <Field {...shared('title')} maxLength={500} help="For example “Bedside teaching on the palliative care ward”." />
          <Field
            {...shared('courseId')}
            kind="select"
            options={[{ value: '', label: 'In no course' }, ...courses.map(({ id, title }) => ({ value: id, label: title }))]}
          />
          <Field
            name="place"
            label="In the course"
            kind="select"
            value={values.place ?? 'course'}
            options={[
              { value: 'course', label: 'Required as the course is' },
              { value: 'elective', label: 'Elective' },
              { value: 'unknown', label: 'Not said' },
            ]}
          />
          <Field {...shared('description')} kind="textarea" isOptional rows={2} help="A keyword scan looks through it." />
        </div>
      </Section>
      <Section title="Hours of one learner">
        <p>From the least to the most; where it is exact, the first number alone.</p>
        <div className="halves">
          <Field {...shared('from')} inputMode="decimal" help="Hours, as 12, 1.5 or 1:30." />
          <Field {...shared('to')} inputMode="decimal" isOptional />
        </div>
        <details open={Boolean(values.weeks || values.weekFrom || errorOf(errors, 'weeks'))}>
          <summary>Work it out from hours a week</summary>
          <div className="halves">
            <Field {...shared('weeks')} inputMode="numeric" isOptional />
            <Field {...shared('weekFrom')} inputMode="decimal" isOptional />
            <Field {...shared('weekTo')} inputMode="decimal" isOptional />
          </div>
          <p className="bar">
            <Button name="act" value="work-out">
              Work out the total
            </Button>
          </p>
        </details>
      </Section>
      <Section title="Hours that the school teaches">
        <p>All groups and teachers together, where you know it; empty is unknown, not zero.</p>
        <div className="halves">
          <Field {...shared('deliveredFrom')} inputMode="decimal" isOptional />
          <Field {...shared('deliveredTo')} inputMode="decimal" isOptional />
        </div>
      </Section>
      <Section title="Who knows it, and how">
        <div className="halves">
          <Field {...shared('source')} isWide maxLength={500} help="For example “clerkship director’s estimate, 6 weeks × 1 to 2 h”." />
          <Field {...shared('by')} maxLength={200} help="A name or an office, as you would cite it." />
        </div>
      </Section>
      {competencies.length > 0 && <Links competencies={competencies} values={values} />}
      <p className="bar">
        <Button kind="primary" name="act" value="save">
          Save this estimate
        </Button>
        {estimate && (
          <>
            <Button kind="danger" name="act" value="take-back">
              Take it back
            </Button>
            <ButtonLink kind="quiet" href={`?year=${year}`}>
              Leave it as it is
            </ButtonLink>
          </>
        )}
      </p>
    </form>
  );
}

function Links({ competencies, values }: { competencies: Props['competencies']; values: Values }) {
  const isLinked = competencies.some(({ id }) => values[`level.${id}`]);
  const options = (words: readonly string[]) => words.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }));
  return (
    <Section title="Competencies">
      <details open={isLinked}>
        <summary>Link it to competencies</summary>
        <div className="halves">
          {competencies.map(({ id, code, title }) => (
            <div key={id} className="flow">
              <Field
                kind="select"
                name={`level.${id}`}
                label={`${code} ${title}`}
                value={values[`level.${id}`] ?? ''}
                options={[{ value: '', label: 'Not linked' }, ...options(levels)]}
              />
              <Field
                kind="select"
                name={`extent.${id}`}
                label={`How fully it addresses ${code}`}
                value={values[`extent.${id}`] ?? 'partly'}
                options={options(extents)}
              />
            </div>
          ))}
        </div>
      </details>
    </Section>
  );
}

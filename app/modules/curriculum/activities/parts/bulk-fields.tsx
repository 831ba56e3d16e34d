import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { MethodNames } from '../../editing/parts/method-names.tsx';

/** The fields of a change of many, by the words above them. */
export const bulkLabels: Readonly<Record<string, string>> = {
  minutes: 'Learner hours',
  requirement: 'Requirement in the course',
  course: 'Course',
  courseHow: 'How to place',
  method: 'Method',
  methodHow: 'How to set the method',
  interprofessional: 'Interprofessional',
  map: 'On the map',
};

type Props = { values: Readonly<Record<string, string>>; errors: readonly FormError[]; courses: readonly string[] };
const leave = { value: '', label: 'Leave as it is' };

/** What many activities are to have in common; an empty field leaves them as they are. */
export function BulkFields({ values, errors, courses }: Props) {
  const shared = (name: string) => ({ name, label: bulkLabels[name]!, error: errorOf(errors, name), value: values[name] ?? '' });
  return (
    <div className="halves">
      <Field
        {...shared('minutes')}
        help="90, 1.5 h or 1:30; “unknown” takes them away. Delivered hours go along where both were the same."
      />
      <Field
        kind="select"
        {...shared('requirement')}
        options={[
          leave,
          { value: 'course', label: 'As its course' },
          { value: 'elective', label: 'Elective' },
          { value: 'unknown', label: 'Not said' },
        ]}
      />
      <Typed {...shared('course')} list="courses" />
      <Field
        kind="select"
        {...shared('courseHow')}
        options={[
          { value: 'move', label: 'Only in this course from now on' },
          { value: 'also', label: 'In this course as well' },
        ]}
        value={values.courseHow || 'move'}
      />
      <Typed {...shared('method')} list="methods" />
      <Field
        kind="select"
        {...shared('methodHow')}
        options={[
          { value: 'replace', label: 'In place of the methods of its kind' },
          { value: 'add', label: 'Beside the methods they have' },
        ]}
        value={values.methodHow || 'replace'}
      />
      <Field
        kind="select"
        {...shared('interprofessional')}
        options={[leave, { value: 'yes', label: 'Yes' }, { value: 'no', label: 'Not said' }]}
      />
      <Field
        kind="select"
        {...shared('map')}
        options={[leave, { value: 'remove', label: 'Remove from the map' }]}
        help="What people said of them is kept."
      />
      <datalist id="courses">
        {[...new Set(courses)].slice(0, 400).map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
      <MethodNames id="methods" />
    </div>
  );
}

type TypedProps = { name: string; label: string; value: string; error: string | undefined; list: string };

function Typed({ name, label, value, error, list }: TypedProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        list={list}
        autoComplete="off"
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : `${name}-help`}
      />
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : (
        <p className="help" id={`${name}-help`}>
          Empty leaves it as it is.
        </p>
      )}
    </div>
  );
}

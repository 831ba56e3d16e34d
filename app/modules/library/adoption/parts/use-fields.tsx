import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { phases } from '../../schema.ts';
import { phaseWords } from '../../words.ts';

/** The names of the fields, as an error summary links to them. */
export const useLabels = {
  course: 'Course or occasion',
  academicYear: 'Academic year',
  phase: 'Phase',
  learners: 'Learners',
  changed: 'What you changed',
  went: 'How it went',
  tells: 'The author may read what we changed and how it went, under our school’s name',
};

/** Where a school uses an item, what it changed, and how it went. */
export function UseFields({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(useLabels, values, errors);
  return (
    <>
      <Field {...shared('course')} maxLength={200} isWide />
      <div className="halves">
        <Field {...shared('academicYear')} maxLength={7} help="As 2026-27." />
        <Field
          kind="select"
          {...shared('phase')}
          isOptional
          options={[{ value: '', label: 'Not said' }, ...phases.map((value) => ({ value, label: phaseWords[value] }))]}
        />
        <Field
          {...shared('learners')}
          inputMode="numeric"
          isOptional
          help="How many it reaches in a year. The author sees a sum, from three schools on."
        />
      </div>
      <Field kind="textarea" rows={3} {...shared('changed')} isOptional />
      <Field
        kind="textarea"
        rows={3}
        {...shared('went')}
        isOptional
        help="What disappointed helps the next school as much as what went well."
      />
      <Field
        kind="checkbox"
        name="tells"
        label={useLabels.tells}
        isChecked={values.tells === 'yes'}
        isOptional
        help="You can take that back at any time."
      />
    </>
  );
}

import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** What the fields of a need are called. */
export const needLabels = { title: 'Title', competency: 'Competency', lacking: 'What is lacking', of: 'Whose need is it?' } as const;

type NeedFieldsProps = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  competencies: readonly { readonly stableId: string; readonly code: string; readonly title: string }[];
};

/** The words of a need. */
export function NeedFields({ values, errors, competencies }: NeedFieldsProps) {
  const shared = fieldsOf(needLabels, values, errors);
  return (
    <>
      <Field {...shared('title')} help="Such as: teachers who can sit with silence." isWide />
      <Field
        {...shared('competency')}
        kind="select"
        options={[
          { value: '', label: 'Choose one' },
          ...competencies.map(({ stableId, code, title }) => ({ value: stableId, label: `${code} ${title}` })),
        ]}
        isWide
      />
      <Field
        {...shared('lacking')}
        kind="textarea"
        rows={5}
        help="In a few sentences: what cannot be taught as it should be, where, and for whom. Name nobody, and no patient."
      />
    </>
  );
}

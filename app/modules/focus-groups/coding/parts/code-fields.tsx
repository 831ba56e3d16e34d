import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The names of the fields, as an error summary links to them. */
export const codeLabels = {
  name: 'Name',
  parentId: 'Stands under',
  definition: 'Definition',
  include: 'Use it when',
  exclude: 'Do not use it when',
  example: 'Example',
};

type CodeFieldsProps = {
  /** Codes that it can stand under. */
  parents: readonly { id: string; name: string; depth: number }[];
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

/** What a code says of itself, as questions. */
export function CodeFields({ parents, values, errors }: CodeFieldsProps) {
  const shared = fieldsOf(codeLabels, values, errors);
  return (
    <>
      <Field {...shared('name')} />
      <Field
        kind="select"
        {...shared('parentId')}
        options={[
          { value: '', label: 'no other code' },
          ...parents.map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth)}${name}` })),
        ]}
      />
      <Field
        kind="textarea"
        rows={3}
        {...shared('definition')}
        isOptional
        help="What a passage says that gets this code, in a sentence or two."
      />
      <Field kind="textarea" rows={2} {...shared('include')} isOptional />
      <Field kind="textarea" rows={2} {...shared('exclude')} isOptional />
      <Field
        kind="textarea"
        rows={2}
        {...shared('example')}
        isOptional
        help="In your own words: a quote from a transcript has its consent, and this page does not ask for it."
      />
    </>
  );
}

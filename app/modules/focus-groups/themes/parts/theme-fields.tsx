import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The names of the fields, as an error summary links to them. */
export const themeLabels = {
  claim: 'What you claim',
  summary: 'Summary',
  plain: 'For participants, in plain words',
  counterSearch: 'Where you looked for counter-examples',
};

/** What a theme says of itself, as questions. */
export function ThemeFields({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(themeLabels, values, errors);
  return (
    <>
      <Field
        kind="textarea"
        rows={2}
        {...shared('claim')}
        help="A sentence that could turn out wrong: “Students learn to bear silence by watching somebody bear it”, not “Silence”."
      />
      <Field
        kind="textarea"
        rows={6}
        {...shared('summary')}
        isOptional
        help="In your own words. Quotes are added as passages, where consent decides at every reading."
      />
      <Field
        kind="textarea"
        rows={3}
        {...shared('counterSearch')}
        isOptional
        help="When you found none: which transcripts you read for it, and when."
      />
      <Field
        kind="textarea"
        rows={3}
        {...shared('plain')}
        isOptional
        help="What a participant reads who is asked whether this fits. Left empty, they read the summary."
      />
    </>
  );
}

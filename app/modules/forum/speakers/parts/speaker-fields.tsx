import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** What the fields of a speaker are called. */
export const speakerLabels = {
  name: 'Name',
  role: 'Role',
  affiliation: 'School or organisation',
  biography: 'In a few words',
  link: 'A page elsewhere',
};

/** What the public pages say of a speaker, for whoever plans and for the speaker. */
export function SpeakerFields({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(speakerLabels, values, errors);
  return (
    <>
      <Field {...shared('name')} />
      <Field {...shared('role')} isOptional help="Such as: palliative care physician" />
      <Field {...shared('affiliation')} isOptional />
      <Field kind="textarea" rows={4} {...shared('biography')} isOptional />
      <Field type="url" {...shared('link')} isOptional help="An address that begins with https://" />
    </>
  );
}

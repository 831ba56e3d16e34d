import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';

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
  return (
    <>
      <Field name="name" label={speakerLabels.name} value={values.name} error={errorOf(errors, 'name')} />
      <Field
        name="role"
        label={speakerLabels.role}
        value={values.role}
        error={errorOf(errors, 'role')}
        isOptional
        help="Such as: palliative care physician"
      />
      <Field
        name="affiliation"
        label={speakerLabels.affiliation}
        value={values.affiliation}
        error={errorOf(errors, 'affiliation')}
        isOptional
      />
      <Field
        kind="textarea"
        rows={4}
        name="biography"
        label={speakerLabels.biography}
        value={values.biography}
        error={errorOf(errors, 'biography')}
        isOptional
      />
      <Field
        type="url"
        name="link"
        label={speakerLabels.link}
        value={values.link}
        error={errorOf(errors, 'link')}
        isOptional
        help="An address that begins with https://"
      />
    </>
  );
}

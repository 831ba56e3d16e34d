import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The names of the fields, as an error summary links to them. */
export const sessionLabels = {
  siteId: 'Site',
  title: 'Title',
  heldOn: 'Day',
  mode: 'How it meets',
  moderator: 'Moderator',
  notes: 'Field notes',
};

type SessionFieldsProps = {
  /** None once the session is there: its site stays. */
  sites: { value: string; label: string }[] | null;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

/** What a session says of itself, as questions. */
export function SessionFields({ sites, values, errors }: SessionFieldsProps) {
  const shared = fieldsOf(sessionLabels, values, errors);
  return (
    <>
      {sites && <Field kind="select" {...shared('siteId')} options={[{ value: '', label: 'Choose' }, ...sites]} />}
      <Field {...shared('title')} help="Without anybody’s name: for example Group 3." />
      <Field type="date" {...shared('heldOn')} isOptional />
      <Field
        kind="select"
        {...shared('mode')}
        options={[
          { value: '', label: 'not said' },
          { value: 'in person', label: 'In person' },
          { value: 'video', label: 'By video' },
          { value: 'telephone', label: 'By telephone' },
        ]}
      />
      <Field {...shared('moderator')} isOptional help="Who led the talk, and with which training: a report asks for it." />
      <Field
        kind="textarea"
        rows={4}
        {...shared('notes')}
        isOptional
        help="The room, the mood, who was there besides. No names of participants."
      />
    </>
  );
}

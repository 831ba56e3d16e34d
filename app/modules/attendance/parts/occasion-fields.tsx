import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The names of the fields of an occasion, for a summary of mistakes. */
export const occasionLabels = {
  day: 'Day',
  time: 'Begins at',
  minutes: 'Minutes',
  timeZone: 'Time zone',
  place: 'Place',
  link: 'Link to join',
  linkWords: 'What to know about the link',
  audience: 'For whom',
  takesRegistration: 'People register',
  capacity: 'Places',
  closesDay: 'Last day to register',
  recordsAttendance: 'Attendance is recorded',
  minimumMinutes: 'Minutes there, at least',
  givesCertificate: 'A certificate of attendance is given',
  certificateMinutes: 'Minutes that the certificate says',
  certificateWords: 'Words of the certificate',
  keepsMailDays: 'Days until names and addresses are erased',
};

type OccasionFieldsProps = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  zones: readonly { value: string; label: string }[];
};

/** The fields of an occasion (`OccasionForm` reads them): when and where, registration, and what is kept of who came. A module draws them in its own form. */
export function OccasionFields({ values, errors, zones }: OccasionFieldsProps) {
  const shared = fieldsOf(occasionLabels, values, errors);
  const yes = (name: keyof typeof occasionLabels) => ({ ...shared(name), value: 'yes', isChecked: values[name] === 'yes' });
  return (
    <>
      <fieldset className="form">
        <legend>When and where</legend>
        <Field {...shared('day')} type="date" />
        <Field {...shared('time')} type="time" help="As clocks show it in the time zone below." />
        <Field {...shared('minutes')} inputMode="numeric" />
        <Field kind="select" {...shared('timeZone')} options={[...zones]} />
        <Field {...shared('place')} isOptional help="In words, as everybody may read them: a room, or “online”." isWide />
        <Field
          {...shared('link')}
          type="url"
          isOptional
          isWide
          help="Only who has a confirmed place sees it, by mail and on their own page. It is on no public page and in no public calendar."
        />
        <Field {...shared('linkWords')} isOptional help="A passcode, or how to come in by phone." isWide />
      </fieldset>
      <fieldset className="form">
        <legend>Registration</legend>
        <Field kind="checkbox" {...yes('takesRegistration')} />
        <Field
          kind="radios"
          {...shared('audience')}
          options={[
            { value: 'everyone', label: 'Everyone' },
            {
              value: 'faculty',
              label: 'Faculty of all schools',
              help: 'The registration says so. You can take a place back, with a reason.',
            },
          ]}
        />
        <Field
          {...shared('capacity')}
          inputMode="numeric"
          isOptional
          help="Without a number, as many as come. When all are taken there is a waiting list."
        />
        <Field {...shared('closesDay')} type="date" isOptional />
      </fieldset>
      <fieldset className="form">
        <legend>Afterwards</legend>
        <Field
          kind="checkbox"
          {...yes('recordsAttendance')}
          help="Leave it off unless somebody needs it. It is read from the meeting’s own report, and from a code that you show in the room."
        />
        <Field {...shared('minimumMinutes')} inputMode="numeric" isOptional />
        <Field kind="checkbox" {...yes('givesCertificate')} help="It says that somebody was there, never what they can do." />
        <Field {...shared('certificateMinutes')} inputMode="numeric" isOptional />
        <Field {...shared('certificateWords')} isOptional isWide />
        <Field {...shared('keepsMailDays')} inputMode="numeric" help="Counted from the end. Certificates keep the name of their holder." />
      </fieldset>
    </>
  );
}

import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The fields of a reading pass, in words. */
export const readingLabels = {
  heldOn: 'Day',
  minutes: 'Minutes',
  text: 'What you noticed this time, and what it does to you as a reader',
};

/** Notes that a text was read once more. It goes into the notebook. */
export function ReadingPass({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(readingLabels, values, errors);
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="who" value="" />
      <input type="hidden" name="decided" value="" />
      <Field type="date" {...shared('heldOn')} />
      <Field {...shared('minutes')} isOptional inputMode="numeric" />
      <Field kind="textarea" rows={5} {...shared('text')} />
      <p className="bar">
        <Button>Note the reading pass</Button>
      </p>
    </form>
  );
}

import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';

/** The fields' names as their form says them. */
export const activityLabels = {
  title: 'Title',
  body: 'Text',
  objectives: 'Objectives',
  methods: 'Methods',
  minutes: 'Minutes',
  visible: 'Who will see it',
};

type Props = { values: Readonly<Record<string, string>>; errors: readonly FormError[] };

/** An activity to calibrate with, as it is written or pasted. */
export function ActivityFields({ values, errors }: Props) {
  const of = (name: string) => ({ name, value: values[name] ?? '', error: errorOf(errors, name) });
  return (
    <>
      <Field {...of('title')} label={activityLabels.title} isWide />
      <Field {...of('body')} kind="textarea" rows={8} label={activityLabels.body} />
      <Field {...of('objectives')} kind="textarea" rows={3} label={activityLabels.objectives} help="One a line" isOptional />
      <Field
        {...of('methods')}
        kind="textarea"
        rows={2}
        label={activityLabels.methods}
        help="One a line, for example Role play"
        isOptional
      />
      <Field {...of('minutes')} inputMode="numeric" label={activityLabels.minutes} isOptional />
    </>
  );
}

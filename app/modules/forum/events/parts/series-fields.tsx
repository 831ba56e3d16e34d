import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { zoneChoices } from '../../../members/time-zone.ts';
import { nthWords, weekdayWords } from '../cadence.ts';

/** What the fields of a series are called, in their order. */
export const seriesLabels = {
  title: 'Title',
  description: 'What it is about',
  host: 'Host',
  nth: 'Which one',
  weekday: 'Weekday',
  everyMonths: 'How often',
  begins: 'Begins at',
  minutes: 'Minutes',
  zone: 'In the zone',
  cadence: 'In words',
};

/** What a series says of itself, and when it meets. */
export function SeriesFields({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(seriesLabels, values, errors);
  const numbered = (words: readonly string[]) => words.map((label, at) => ({ value: String(at + 1), label }));
  return (
    <>
      <Field {...shared('title')} isWide />
      <ProseField rows={5} {...shared('description')} isOptional />
      <Field {...shared('host')} isOptional />
      <div className="bar fields">
        <Field kind="select" {...shared('nth')} options={[{ value: '', label: 'no fixed day' }, ...numbered(nthWords)]} />
        <Field kind="select" {...shared('weekday')} options={numbered(weekdayWords)} />
        <Field
          kind="select"
          {...shared('everyMonths')}
          options={[
            { value: '1', label: 'of every month' },
            { value: '2', label: 'of every second month' },
            { value: '3', label: 'of every third month' },
          ]}
        />
      </div>
      <div className="bar fields">
        <Field type="time" {...shared('begins')} />
        <Field inputMode="numeric" {...shared('minutes')} />
        <Field kind="select" {...shared('zone')} options={zoneChoices()} />
      </div>
      <Field
        {...shared('cadence')}
        isOptional
        help="What the public page says of when it meets; made from the choices above where you leave it empty"
        isWide
      />
    </>
  );
}

import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { designs, designWords } from '../instrument.ts';
import { kirkpatrickLevels, mooreLevels } from '../levels.ts';

/** What the fields of an instrument are called. */
export const instrumentLabels = {
  design: 'How it was before',
  questions: 'Questions',
  points: 'Words of the answers',
  followUps: 'Asked again',
  kirkpatrick: 'Level (Kirkpatrick)',
  moore: 'Level (Moore)',
} as const;

type InstrumentFieldsProps = { values: Readonly<Record<string, string>>; errors: readonly FormError[]; codes: readonly string[] };

/** What is asked around an offering. */
export function InstrumentFields({ values, errors, codes }: InstrumentFieldsProps) {
  const shared = fieldsOf(instrumentLabels, values, errors);
  return (
    <>
      <Field
        {...shared('design')}
        kind="radios"
        options={designs.map((design) => ({
          value: design,
          label: designWords[design].name,
          help: `${designWords[design].how} ${designWords[design].caution}`,
        }))}
        isWide
      />
      <Field
        {...shared('questions')}
        kind="textarea"
        rows={6}
        help={`One a line: the code of a competency (${codes.join(', ')}) or “aim”, a colon, and what people say of themselves, such as “1: I can sit with silence”. Eight at most.`}
      />
      <Field {...shared('points')} help="From the least to the most, with bars between them: two to seven." isWide />
      <Field
        {...shared('followUps')}
        kind="radios"
        options={[
          {
            value: '12',
            label: 'After 3 and after 12 months',
            help: 'What they meant to do, whether they did, and what stood in the way.',
          },
          { value: '3', label: 'After 3 months' },
          { value: 'none', label: 'Not at all' },
        ]}
        isWide
      />
      <Field
        {...shared('kirkpatrick')}
        kind="select"
        options={kirkpatrickLevels.map(({ level, name, means }) => ({ value: String(level), label: `${level} ${name}: ${means}` }))}
        isWide
      />
      <Field
        {...shared('moore')}
        kind="select"
        options={mooreLevels.map(({ level, name }) => ({ value: String(level), label: `${level} ${name}` }))}
        isWide
      />
    </>
  );
}

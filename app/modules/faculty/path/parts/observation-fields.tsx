import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { anchors, anchorWords, aspects } from '../facilitation.ts';

const own = { onDay: 'Day', taught: 'What was taught', well: 'What went well', toTry: 'What to try next' };
/** What the fields of an observation are called, in their order, for a summary of mistakes. */
export const observationLabels: Readonly<Record<string, string>> = {
  ...own,
  ...Object.fromEntries(aspects.map(({ id, title }) => [`aspect.${id}`, title])),
};

type Props = { values: Readonly<Record<string, string>>; errors: readonly FormError[] };

/** The form of an observation: the narrative first, then a word for each aspect, each with what it looks like. */
export function ObservationFields({ values, errors }: Props) {
  const shared = fieldsOf(own, values, errors);
  return (
    <>
      <Field {...shared('onDay')} type="date" />
      <Field {...shared('taught')} isWide help="For example: a practice round with six students. Name no student and no patient." />
      <Field kind="textarea" rows={4} {...shared('well')} help="What you saw and heard, and what it did." />
      <Field kind="textarea" rows={4} {...shared('toTry')} help="One or two things that are small enough to try next time." />
      {aspects.map(({ id, title, anchors: looks }) => (
        <Field
          key={id}
          kind="radios"
          name={`aspect.${id}`}
          label={title}
          value={values[`aspect.${id}`]}
          error={errorOf(errors, `aspect.${id}`)}
          options={[
            ...anchors.map((anchor) => ({ value: anchor, label: anchorWords[anchor], help: looks[anchor] })),
            { value: 'unseen', label: anchorWords.unseen },
          ]}
        />
      ))}
    </>
  );
}

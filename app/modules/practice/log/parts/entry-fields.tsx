import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { CompetencyTicks } from '../../../competencies/parts/competency-ticks.tsx';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { steps, stepWords } from '../../scale.ts';
import { debriefs, debriefWords, entryLabels, freeLabels, kinds, kindWords, monthName, parts, partWords } from '../entry.ts';

/** What the fields of an entry are drawn of. */
export type EntryFieldsProps = {
  /** What stands in the form, by the names of its fields. */
  values: Readonly<Record<string, string>>;
  nobodys: readonly string[];
  errors: readonly FormError[];
  months: readonly string[];
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
};

/** A choice can be taken back. */
const leftOpen = { value: '', label: 'I leave this open' };

/** The fields of an entry (`EntryForm` of the schema reads them), in a form that the page draws: the one that is sent, or the one that waits on a device. */
export function EntryFields({ values, nobodys, errors, months, competencies }: EntryFieldsProps) {
  const field = fieldsOf(entryLabels, values, errors);
  return (
    <>
      <Field {...field('kind')} kind="radios" options={kinds.map((value) => ({ value, label: kindWords[value] }))} />
      <Field {...field('part')} kind="radios" options={parts.map((value) => ({ value, label: partWords[value] }))} />
      <Field {...field('month')} kind="select" options={months.map((value) => ({ value, label: monthName(value) }))} />
      <Field {...field('rotation')} isOptional help="As your school calls it. No hospital is needed, and no room." />
      <CompetencyTicks label={entryLabels.competencies} {...{ competencies, values }} />
      <Field {...field('goal')} kind="textarea" rows={2} isOptional />
      <Field
        {...field('selfWords')}
        kind="textarea"
        rows={5}
        isOptional
        help="About you, not about the patient: no names, no dates, no numbers."
      />
      <Field
        {...field('selfScale')}
        kind="radios"
        isOptional
        help="What happened this once, as you see it. It is not a measure of skill, and nothing is averaged."
        options={[...steps.map((value) => ({ value, label: stepWords[value].self })), leftOpen]}
      />
      <Field
        {...field('debriefed')}
        kind="radios"
        isOptional
        options={[...debriefs.map((value) => ({ value, label: debriefWords[value] })), leftOpen]}
      />
      <Field {...field('next')} kind="textarea" rows={2} isOptional />
      <Field kind="checkbox" name="asGoal" label="Make this a goal of mine" isChecked={values.asGoal === 'yes'} />
      <PersonalWordsAsked labels={freeLabels} values={errors.length > 0 ? values : undefined} nobodys={nobodys} />
    </>
  );
}

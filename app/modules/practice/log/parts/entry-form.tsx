import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { KeptWriting } from '#app/ui/kept-writing.tsx';
import { Note } from '#app/ui/note.tsx';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { steps, stepWords } from '../../scale.ts';
import { debriefs, debriefWords, entryLabels, freeLabels, kinds, kindWords, monthName, parts, partWords } from '../entry.ts';

/** Where one part of an entry stands otherwise by now than in the form. */
export type StandsNow = { readonly label: string; readonly words: string };

type EntryFormProps = {
  /** The id that the entry has, or will have: what arrives twice is one. */
  entry: string;
  /** The change that the form stands on, 0 for a new entry; and that of its draft. */
  revision: number;
  draft: number;
  /** What stands in the form, by the names of its fields. */
  values: Readonly<Record<string, string>>;
  nobodys: readonly string[];
  errors: readonly FormError[];
  standsNow: readonly StandsNow[];
  months: readonly string[];
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
  save: string;
  back: string;
};

/** A choice can be taken back. */
const leftOpen = { value: '', label: 'I leave this open' };

/** The form of an entry, from top to bottom in three minutes, with one hand. Only what kind it was, the month and the own part are needed. */
export function EntryForm({
  entry,
  revision,
  draft,
  values,
  nobodys,
  errors,
  standsNow,
  months,
  competencies,
  save,
  back,
}: EntryFormProps) {
  const field = fieldsOf(entryLabels, values, errors);
  return (
    <>
      <FormErrors errors={errors} labels={entryLabels} />
      {standsNow.length > 0 && (
        <Note kind="attention" title="What stands there now, where you typed something else">
          <p>Take over what you want to keep of it; saving again puts yours in its place.</p>
          <dl className="facts">
            {standsNow.map(({ label, words }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="reader-words">{words || 'Nothing'}</dd>
              </div>
            ))}
          </dl>
        </Note>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="entry" value={entry} />
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="draft" value={draft} />
        <Field {...field('kind')} kind="radios" options={kinds.map((value) => ({ value, label: kindWords[value] }))} />
        <Field {...field('part')} kind="radios" options={parts.map((value) => ({ value, label: partWords[value] }))} />
        <Field {...field('month')} kind="select" options={months.map((value) => ({ value, label: monthName(value) }))} />
        <Field {...field('rotation')} isOptional help="As your school calls it. No hospital is needed, and no room." />
        <fieldset className="field wide">
          <legend>
            {entryLabels.competencies} <span className="optional">(optional)</span>
          </legend>
          <div className="field-choices">
            {competencies.map(({ stableId, code, shortTitle }) => (
              <label key={stableId} className="choice">
                <input
                  type="checkbox"
                  name={`competency.${stableId}`}
                  value="yes"
                  defaultChecked={values[`competency.${stableId}`] === 'yes'}
                />
                <span>{`${code} ${shortTitle}`}</span>
              </label>
            ))}
          </div>
        </fieldset>
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
        <p className="bar">
          <Button kind="primary">{save}</Button>
          <a href={back}>Leave without saving</a>
        </p>
        <KeptWriting page="/w/practice/drafts" of={entry} version="draft" />
      </form>
    </>
  );
}

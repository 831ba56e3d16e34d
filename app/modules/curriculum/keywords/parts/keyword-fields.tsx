import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';

/** The names of the fields, as an error summary links to them. */
export const keywordLabels = {
  competencyId: 'Proposes competency',
  phrase: 'Phrase',
  synonyms: 'Synonyms',
  exclusions: 'Not within',
  context: 'Only beside',
};

type WordFieldsProps = { values: Readonly<Record<string, string | undefined>>; errors: readonly FormError[] };

/** What a keyword looks for, as questions. */
export function WordFields({ values, errors }: WordFieldsProps) {
  const shared = fieldsOf(keywordLabels, values, errors);
  return (
    <>
      <Field
        {...shared('phrase')}
        spellCheck={false}
        help="The words in their order. A word that ends in * also stands for every longer word that begins so: respond* to emotion*."
      />
      <Field {...shared('synonyms')} kind="textarea" rows={3} isOptional help="Other phrases that mean the same, one on a line." />
      <Field
        {...shared('exclusions')}
        kind="textarea"
        rows={3}
        isOptional
        help="Phrases within which a place does not count, one on a line: coping saw, for coping*."
      />
      <Field
        {...shared('context')}
        kind="textarea"
        rows={3}
        isOptional
        help="One of these must stand somewhere in the activity, else the keyword does not count there. One on a line; none means everywhere."
      />
    </>
  );
}

/** The same with the competency that is proposed. */
export function KeywordFields({ choices, ...props }: WordFieldsProps & { choices: readonly { value: string; label: string }[] }) {
  return (
    <>
      <Field
        kind="select"
        name="competencyId"
        label={keywordLabels.competencyId}
        value={props.values.competencyId ?? ''}
        error={errorOf(props.errors, 'competencyId')}
        options={[{ value: '', label: 'Choose' }, ...choices]}
        isWide
      />
      <WordFields {...props} />
    </>
  );
}

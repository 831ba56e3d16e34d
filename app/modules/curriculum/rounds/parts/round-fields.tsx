import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { roundSteps, stepWords } from '../step.ts';

type Option = { value: string; label: string };
/** What a round's fields are chosen from. */
export type RoundChoiceProps = { versions: Option[]; lists: Option[]; schools: Option[] };
type RoundFieldsProps = {
  choices: RoundChoiceProps;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  isOpen?: boolean;
};

/** The names of the fields, as an error summary links to them. */
export const roundLabels: Readonly<Record<string, string>> = {
  title: 'Title',
  year: 'Academic year',
  frameworkVersionId: 'Framework',
  keywordListId: 'Keyword list',
  note: 'Note',
  schools: 'Schools',
  ...Object.fromEntries(roundSteps.map((step) => [`due-${step}`, `${stepWords[step].name}, last day`])),
};

/** What a round says of itself, as questions. Once it is open, what schools work with is told, not asked. */
export function RoundFields({ choices, values, errors, isOpen = false }: RoundFieldsProps) {
  const shared = fieldsOf(roundLabels, values, errors);
  return (
    <>
      <Field {...shared('title')} help="For example Mapping 2025–26. The round’s address is made from it." />
      {isOpen ? (
        <>
          <p className="muted">The academic year, the framework and the keyword list stay, since the schools work with them.</p>
          {['year', 'frameworkVersionId', 'keywordListId'].map((name) => (
            <input key={name} type="hidden" name={name} value={values[name] ?? ''} />
          ))}
        </>
      ) : (
        <>
          <Field {...shared('year')} help="The year that every school maps, written as 2025-26." />
          <Field {...shared('frameworkVersionId')} kind="select" options={choices.versions} isWide />
          <Field {...shared('keywordListId')} kind="select" options={choices.lists} isWide />
        </>
      )}
      <Field {...shared('note')} kind="textarea" isOptional help="What the schools should know: what this round is for, whom to ask." />
      <Field
        kind="checkboxes"
        name="schools"
        label={roundLabels.schools!}
        values={(values.schools ?? '').split(' ')}
        options={choices.schools}
        error={errorOf(errors, 'schools')}
        help="A round needs two schools to be opened, and four before anything can appear in aggregate."
        isWide
      />
      <fieldset className="field wide">
        <legend>Last days</legend>
        <p className="help">
          A day ends at midnight Eastern Time; whoever is elsewhere is told their own time. Leave a day empty where none is needed.
        </p>
        <div className="form">
          {roundSteps.map((step) => (
            <Field key={step} {...shared(`due-${step}`)} type="date" isOptional />
          ))}
        </div>
      </fieldset>
    </>
  );
}

import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { licences } from '../../licences.ts';
import { formats, itemKinds, phases, visibilities } from '../../schema.ts';
import { formatWords, kindWords, phaseWords, visibilityWords } from '../../words.ts';
import type { CompetencyChoice, Version } from '../queries.server.ts';
import { mostAuthors } from '../schema.ts';

/** The names of the fields, as an error summary links to them. */
export const versionLabels = {
  title: 'Title',
  kind: 'What it is',
  summary: 'In a sentence',
  description: 'Description',
  minutes: 'Minutes',
  groupFrom: 'Smallest group',
  groupTo: 'Largest group',
  facilitators: 'Facilitators for each group',
  format: 'Format',
  licence: 'What others may do with it',
  licenceHolder: 'Who holds the rights',
  elsewhereUrl: 'Where it lies',
  visibility: 'Who may read it',
  whatChanged: 'What changed since the version before',
  adaptsCredit: 'What it adapts',
  adaptsLicence: 'Licence of the source',
  adaptsUrl: 'Where the source lies',
  adaptsChanged: 'What you changed of the source',
  ...Object.fromEntries(
    Array.from({ length: mostAuthors }, (_, at) => [
      [`author.${at}.name`, `Author ${at + 1}`],
      [`author.${at}.orcid`, `ORCID of author ${at + 1}`],
    ]).flat(),
  ),
};

/** What a draft says of itself as its form begins with it. */
export function valuesOf(draft: Version): Record<string, string> {
  const { competencies, phases: chosen, authors } = draft;
  const plain = Object.entries(draft).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  const rows = authors.flatMap(({ name, affiliation, orcid }, at) => [
    [`author.${at}.name`, name],
    [`author.${at}.affiliation`, affiliation ?? ''],
    [`author.${at}.orcid`, orcid ?? ''],
  ]);
  return Object.fromEntries([
    ...plain,
    ...rows,
    ...competencies.map((id) => [`competency.${id}`, 'yes']),
    ...chosen.map((phase) => [`phase.${phase}`, 'yes']),
  ]);
}

type Props = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  competencies: readonly CompetencyChoice[];
  /** Whether a version was published before, whether it adapts an item of the library, and whether a school keeps it. */
  isNext: boolean;
  isAdaptation: boolean;
  isOfSchool: boolean;
};

/** What a version says of itself, as questions. */
export function VersionFields({ values, errors, competencies, isNext, isAdaptation, isOfSchool }: Props) {
  const shared = fieldsOf(versionLabels, values, errors);
  return (
    <>
      {isNext && (
        <Field
          kind="textarea"
          rows={3}
          {...shared('whatChanged')}
          help="For whoever uses the version before: they read this by mail, and decide by it."
        />
      )}
      <Field {...shared('title')} maxLength={200} isWide />
      <Field kind="select" {...shared('kind')} options={itemKinds.map((value) => ({ value, label: kindWords[value] }))} />
      <Field kind="textarea" rows={2} {...shared('summary')} help="It stands in lists, and where somebody shares the link." />
      <ProseField
        {...shared('description')}
        isOptional
        help="What one needs to know to teach with it: preparation, the course of the session, what worked."
      />
      <Chosen
        legend="Competencies that it teaches or assesses"
        prefix="competency"
        values={values}
        options={competencies.map(({ stableId, code, shortTitle }) => [stableId, `${code} ${shortTitle}`])}
      />
      <Chosen legend="Phases" prefix="phase" values={values} options={phases.map((phase) => [phase, phaseWords[phase]])} />
      <div className="halves">
        <Field {...shared('minutes')} inputMode="numeric" isOptional help="For the learners." />
        <Field {...shared('facilitators')} inputMode="numeric" isOptional help="0 where nobody is needed." />
        <Field {...shared('groupFrom')} inputMode="numeric" isOptional />
        <Field {...shared('groupTo')} inputMode="numeric" isOptional />
      </div>
      <Field
        kind="select"
        {...shared('format')}
        isOptional
        options={[{ value: '', label: 'Not said' }, ...formats.map((value) => ({ value, label: formatWords[value] }))]}
      />
      <AuthorRows values={values} errors={errors} />
      <Field
        kind="radios"
        {...shared('licence')}
        isWide
        options={licences.map(({ id, name, plain }) => ({ value: id, label: name, help: plain }))}
      />
      <Field {...shared('licenceHolder')} isOptional help="Where it is not the authors: often the school." maxLength={200} />
      <Field {...shared('elsewhereUrl')} isOptional isWide help="For what is linked and not held here: its whole address." />
      <Field
        kind="radios"
        {...shared('visibility')}
        options={visibilities
          .filter((value) => isOfSchool || value !== 'school')
          .map((value) => ({ value, label: visibilityWords[value] }))}
      />
      {isAdaptation ? (
        <Field kind="textarea" rows={3} {...shared('adaptsChanged')} help="Every licence that lets you adapt asks you to say it." />
      ) : (
        <details open={values.adaptsCredit !== undefined && values.adaptsCredit !== ''}>
          <summary>It adapts something from elsewhere</summary>
          <div className="form">
            <Field {...shared('adaptsCredit')} isWide isOptional help="Author, title, year: how its makers want to be named." />
            <Field
              kind="select"
              {...shared('adaptsLicence')}
              isOptional
              options={[{ value: '', label: 'Not known' }, ...licences.map(({ id, short }) => ({ value: id, label: short }))]}
            />
            <Field {...shared('adaptsUrl')} isOptional isWide />
            <Field kind="textarea" rows={3} {...shared('adaptsChanged')} isOptional />
          </div>
        </details>
      )}
    </>
  );
}

type ChosenProps = { legend: string; prefix: string; values: Props['values']; options: readonly (readonly [string, string])[] };

/** Several of several; each is a field of its own name. */
function Chosen({ legend, prefix, values, options }: ChosenProps) {
  return (
    <fieldset className="field wide">
      <legend>{legend}</legend>
      <div className="field-choices">
        {options.map(([value, label]) => (
          <label className="choice" key={value} htmlFor={`${prefix}.${value}`}>
            <input
              type="checkbox"
              id={`${prefix}.${value}`}
              name={`${prefix}.${value}`}
              value="yes"
              defaultChecked={values[`${prefix}.${value}`] !== undefined}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The authors in their order, and room for more. */
function AuthorRows({ values, errors }: Pick<Props, 'values' | 'errors'>) {
  const last = Math.max(
    -1,
    ...Object.keys(values).flatMap((name) => (/^author\.(\d+)\.name$/.test(name) && values[name] ? [Number(name.split('.')[1])] : [])),
  );
  const rows = Array.from({ length: Math.min(mostAuthors, last + 3) }, (_, at) => at);
  return (
    <fieldset className="field wide">
      <legend>Authors, in their order</legend>
      <p className="help">
        As they want to be named; ask them first. The page says that nobody has verified it. Empty a row to take somebody out; save to get
        more rows.
      </p>
      {rows.map((at) => (
        <div className="halves" key={at}>
          <Field
            name={`author.${at}.name`}
            label={`Author ${at + 1}`}
            value={values[`author.${at}.name`]}
            maxLength={200}
            isOptional={at > 0}
            error={errorOf(errors, `author.${at}.name`)}
          />
          <Field
            name={`author.${at}.affiliation`}
            label={`Where author ${at + 1} works`}
            value={values[`author.${at}.affiliation`]}
            maxLength={200}
            isOptional
          />
          <Field
            name={`author.${at}.orcid`}
            label={`ORCID of author ${at + 1}`}
            value={values[`author.${at}.orcid`]}
            maxLength={60}
            isOptional
            spellCheck={false}
            error={errorOf(errors, `author.${at}.orcid`)}
          />
        </div>
      ))}
    </fieldset>
  );
}

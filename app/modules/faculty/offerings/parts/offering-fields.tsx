import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import type { Step } from '../../step.ts';
import { stepWords } from '../../step.ts';
import { type DateField, dateLabel, dateRows, offeringLabels } from '../form.ts';

type Candidate = { readonly personId: string; readonly name: string; readonly step: Step };
type Fields = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  schools: ReadonlyArray<{ readonly id: string; readonly title: string }> | null;
  /** Whether for whom it is can still be chosen. */
  isOpenToChoice: boolean;
  candidates: readonly Candidate[];
  zones: readonly { value: string; label: string }[];
};

/** The form of an offering. `schools`: who may hold it; null where that stays as it is. `candidates`: who may teach it. */
export function OfferingFields({ values, errors, schools, isOpenToChoice, candidates, zones }: Fields) {
  const shared = fieldsOf(offeringLabels, values, errors);
  return (
    <>
      <input type="hidden" name="seen" value={values.seen ?? ''} />
      <Field {...shared('title')} isWide help="So that one knows which one it is: the place, or the season." />
      {schools === null ? (
        <input type="hidden" name="school" value={values.school ?? ''} />
      ) : (
        <Field kind="select" {...shared('school')} options={schools.map(({ id, title }) => ({ value: id, label: title }))} />
      )}
      {isOpenToChoice ? (
        <Field
          kind="radios"
          {...shared('opensTo')}
          options={[
            { value: 'all', label: 'Members of all schools', help: 'It has a public page with its plain facts, which names nobody.' },
            { value: 'school', label: 'Members of the school that holds it', help: 'For everybody else it does not exist.' },
          ]}
        />
      ) : (
        <input type="hidden" name="opensTo" value={values.opensTo ?? ''} />
      )}
      <ProseField rows={4} {...shared('description')} isOptional />
      <Field kind="select" {...shared('timeZone')} options={[...zones]} help="Of all dates below." />
      {Array.from({ length: dateRows(values) }, (_, at) => (
        <DateFields key={dateLabel('day') + String(at)} {...{ at, values, errors }} />
      ))}
      <fieldset className="form">
        <legend>Enrolment</legend>
        <Field
          {...shared('capacity')}
          inputMode="numeric"
          isOptional
          help="Without a number, as many as come. When all are taken there is a waiting list."
        />
        <Field {...shared('closesDay')} type="date" isOptional help="Empty: until the first date begins." />
        <Field
          {...shared('preparationMinutes')}
          inputMode="numeric"
          isOptional
          help="What somebody needs beside the dates. People are told before they enrol."
        />
        <Field {...shared('preparation')} isOptional isWide />
      </fieldset>
      <fieldset className="form">
        <legend>Who teaches</legend>
        {candidates.length === 0 ? (
          <p className="muted">
            Nobody whom you see has a step in this programme yet. A trainer of it or the convener confirms one; then they can be named here.
          </p>
        ) : (
          <div className="row">
            {candidates.map((candidate) => (
              <PartField key={candidate.personId} {...{ candidate, values, errors }} />
            ))}
          </div>
        )}
        <Field
          kind="select"
          {...shared('leader')}
          options={[{ value: '', label: 'nobody of them' }, ...candidates.map(({ personId, name }) => ({ value: personId, label: name }))]}
          help="Runs it: sees who comes, and says who was there."
        />
      </fieldset>
    </>
  );
}

type Row = Pick<Fields, 'values' | 'errors'>;

function PartField({ candidate: { personId, name, step }, values, errors }: Row & { candidate: Candidate }) {
  const field = `part.${personId}`;
  return (
    <Field
      kind="select"
      name={field}
      label={name}
      help={stepWords[step]}
      value={values[field] ?? ''}
      error={errorOf(errors, field)}
      options={[
        { value: '', label: 'not there' },
        ...(step === 'facilitator' || step === 'trainer' ? [{ value: 'trainer', label: 'teaches' }] : []),
        { value: 'co-facilitator', label: 'co-facilitates, and is observed' },
      ]}
    />
  );
}

function DateFields({ at, values, errors }: Row & { at: number }) {
  const of = (name: DateField) => {
    const field = `date.${at}.${name}`;
    return { name: field, label: dateLabel(name), value: values[field], error: errorOf(errors, field) };
  };
  const isBlank = at > 0 && !Object.keys(values).some((name) => name.startsWith(`date.${at}.`) && values[name] !== '');
  const fields = (
    <fieldset className="form">
      <legend>{at === 0 ? 'First date' : `Date ${at + 1}`}</legend>
      {at === 0 && <p className="muted">It decides who has a place; the others follow it. Each person has a place at all dates.</p>}
      <input type="hidden" name={`date.${at}.id`} value={values[`date.${at}.id`] ?? ''} />
      <div className="row">
        <Field {...of('day')} type="date" />
        <Field {...of('time')} type="time" />
        <Field {...of('minutes')} inputMode="numeric" />
      </div>
      <Field {...of('words')} isOptional isWide />
      <Field {...of('place')} isOptional isWide />
      <Field {...of('link')} type="url" isOptional isWide help="Only who has a place sees it, by mail and on their own page." />
      <Field {...of('linkWords')} isOptional isWide />
    </fieldset>
  );
  if (!isBlank) return fields;
  return (
    <details>
      <summary>{`Add date ${at + 1}`}</summary>
      {fields}
    </details>
  );
}

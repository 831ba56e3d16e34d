import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { CompetencyTicks } from '../../../competencies/parts/competency-ticks.tsx';
import { steps, stepWords } from '../../step.ts';
import { programmeLabels, sessionRows } from '../form.ts';

type Choice = { readonly id: string; readonly title: string };
type Fields = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  schools: readonly Choice[] | null;
  competencies: ReadonlyArray<{ stableId: string; code: string; shortTitle: string }>;
};

/** The form of a programme. `schools`: who may keep it; null where that stays as it is. */
export function ProgrammeFields({ values, errors, schools, competencies }: Fields) {
  const shared = fieldsOf({ title: 'Title', school: 'Kept by', purpose: 'What it is for', forWhom: 'For whom' }, values, errors);
  return (
    <>
      <input type="hidden" name="seen" value={values.seen ?? ''} />
      <Field {...shared('title')} isWide />
      {schools === null ? (
        <input type="hidden" name="school" value={values.school ?? ''} />
      ) : (
        <Field
          kind="select"
          {...shared('school')}
          options={schools.map(({ id, title }) => ({ value: id, label: title }))}
          help="What a school keeps exists for that school alone."
        />
      )}
      <ProseField rows={5} {...shared('purpose')} isOptional />
      <Field kind="textarea" rows={2} {...shared('forWhom')} isOptional />
      <CompetencyTicks {...{ competencies, values }} />
      {Array.from({ length: sessionRows(values) }, (_, at) => (
        <SessionFields key={programmeLabels[`session.${at}.title`]} {...{ at, values, errors }} />
      ))}
      <p className="muted">Save, and there are rows for more sessions. A session whose title you empty leaves the programme.</p>
      {steps.map((step) => (
        <StepFields key={step} {...{ step, values, errors }} />
      ))}
    </>
  );
}

type Row = Pick<Fields, 'values' | 'errors'>;

function SessionFields({ at, values, errors }: Row & { at: number }) {
  const of = (name: string, label: string) => {
    const field = `session.${at}.${name}`;
    return { name: field, label, value: values[field], error: errorOf(errors, field) };
  };
  const isBlank = at > 0 && !Object.keys(values).some((name) => name.startsWith(`session.${at}.`) && values[name] !== '');
  const fields = (
    <fieldset className="form">
      <legend>{`Session ${at + 1}`}</legend>
      <input type="hidden" name={`session.${at}.id`} value={values[`session.${at}.id`] ?? ''} />
      <Field {...of('title', 'Title')} isWide />
      <Field {...of('minutes', 'Minutes')} inputMode="numeric" />
      <Field kind="textarea" rows={2} {...of('purpose', 'What it is for')} isOptional />
    </fieldset>
  );
  if (!isBlank) return fields;
  return (
    <details>
      <summary>{`Add session ${at + 1}`}</summary>
      {fields}
    </details>
  );
}

const helps: Readonly<Record<(typeof steps)[number], string>> = {
  learner: 'Somebody who takes part.',
  'co-facilitator': 'Somebody who leads a part beside a facilitator, and is observed.',
  facilitator: 'Somebody who may lead sessions of it. They get a certificate.',
  trainer: 'Somebody who may train facilitators, observe them, and confirm steps. They get a certificate.',
};

function StepFields({ step, values, errors }: Row & { step: (typeof steps)[number] }) {
  const of = (name: string, label: string) => {
    const field = `step.${step}.${name}`;
    return { name: field, label, value: values[field], error: errorOf(errors, field) };
  };
  return (
    <fieldset className="form">
      <legend>{`Step: ${stepWords[step].toLowerCase()}`}</legend>
      <p className="muted">{helps[step]}</p>
      <div className="row">
        <Field {...of('attended', 'Sessions of one offering attended, at least')} inputMode="numeric" isOptional />
        <Field {...of('taught', 'Sessions taught and observed, at least')} inputMode="numeric" isOptional />
        <Field {...of('refresh', 'Refresh after so many months')} inputMode="numeric" isOptional help="Empty: it stands for good." />
      </div>
      <Field
        kind="checkbox"
        name={`step.${step}.readBack`}
        label="Every observation was read by whoever was observed"
        isChecked={values[`step.${step}.readBack`] === 'yes'}
      />
      <Field
        kind="textarea"
        rows={3}
        {...of('words', 'What else is asked for, one on a line')}
        isOptional
        help="In plain words. A trainer judges it; the numbers above are counted."
      />
    </fieldset>
  );
}

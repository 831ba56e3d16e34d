import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { roleWords } from '../../../members/invitation.ts';
import { mostPrompts } from '../prompts.ts';
import { askedRoles } from '../schema.ts';

/** The names of the fields, as an error summary links to them. */
export const roundLabels = {
  title: 'What it is about',
  why: 'Why you ask',
  closesOn: 'Last day',
  remindDays: 'Days between two mails',
  remindMost: 'Reminders at most',
  'prompt.0': 'Prompt 1',
};

const places = Array.from({ length: mostPrompts }, (_, at) => at);

/** What a round says of itself and what it asks, as questions. */
export function RoundFields({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(roundLabels, values, errors);
  const written = places.filter((at) => values[`prompt.${at}`]);
  const shown = places.slice(0, Math.max(3, (written.at(-1) ?? -1) + 2));
  return (
    <>
      <Field {...shared('title')} maxLength={120} />
      <Field
        kind="textarea"
        rows={3}
        {...shared('why')}
        isOptional
        help="One or two sentences that everybody reads first, in the mail too."
      />
      <fieldset className="field wide">
        <legend>Prompts</legend>
        <p className="help">Three are proposed; write your own. A prompt that is left empty is left out.</p>
        {shown.map((at) => (
          <div key={`prompt.${at}`} className="stack">
            <input type="hidden" name={`prompt-id.${at}`} value={values[`prompt-id.${at}`] ?? ''} />
            <Field
              name={`prompt.${at}`}
              label={`Prompt ${at + 1}`}
              value={values[`prompt.${at}`]}
              error={at === 0 ? (errorOf(errors, 'prompts') ?? errorOf(errors, 'prompts.0.words')) : errorOf(errors, `prompts.${at}.words`)}
              isOptional={at > 0}
              isWide
            />
            <Field
              kind="textarea"
              rows={2}
              name={`help.${at}`}
              label={`A line that helps to begin prompt ${at + 1}`}
              value={values[`help.${at}`]}
              isOptional
              isWide
            />
          </div>
        ))}
      </fieldset>
      <fieldset className="field wide">
        <legend>Who is asked by mail</legend>
        <p className="help">Whoever has a role may answer; these are written to, and reminded. Guests are invited one by one.</p>
        <div className="field-choices">
          {askedRoles.map((role) => (
            <label key={role} className="choice">
              <input type="checkbox" name={`role.${role}`} value="yes" defaultChecked={values[`role.${role}`] === 'yes'} />
              <span>{roleWords(role)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field type="date" {...shared('closesOn')} isOptional help="Reminders stop after it. You close the round yourself." />
      <Field inputMode="numeric" {...shared('remindDays')} />
      <Field
        inputMode="numeric"
        {...shared('remindMost')}
        help="They stop by themselves with an answer, with a no, and when somebody ends them. 0: none."
      />
    </>
  );
}

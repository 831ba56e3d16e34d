import { FieldError, Help } from '#app/ui/field-words.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { lineOf } from '../rubric.ts';
import { mostCompetencies } from '../schema.ts';

type Props = {
  competencies: ReadonlyArray<{ stableId: string; title: string }>;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

/** Which competencies an observer is asked to look at: each a field `look-<stable id>`. */
export function LookAt({ competencies, values, errors }: Props) {
  const error = errorOf(errors, 'look');
  return (
    <fieldset className={error ? 'field wide invalid' : 'field wide'} aria-describedby="look-help">
      <legend>
        What they should look at <span className="optional">(optional)</span>
      </legend>
      <div className="field-choices">
        {competencies.map(({ stableId, title }, at) => (
          <label key={stableId} className="choice" htmlFor={at === 0 ? 'look' : `look-${stableId}`}>
            <input
              type="checkbox"
              id={at === 0 ? 'look' : `look-${stableId}`}
              name={`look-${stableId}`}
              value="yes"
              defaultChecked={values[`look-${stableId}`] === 'yes'}
            />
            <span>
              {title}
              <span className="help">{lineOf(stableId).look}</span>
            </span>
          </label>
        ))}
      </div>
      <Help id="look-help">{`${mostCompetencies} at most. With none, they are asked for their words alone.`}</Help>
      <FieldError id="look-error">{error}</FieldError>
    </fieldset>
  );
}

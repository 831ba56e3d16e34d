import { Key } from '#app/ui/button.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { levels } from '../../link.ts';
import { extentWords } from '../compared.ts';
import { calibrationExtents } from '../schema.ts';

type Props = {
  competencies: readonly { id: string; code: string; shortTitle: string }[];
  values: Readonly<Record<string, string>>;
  errors?: readonly FormError[];
  isKeyed?: boolean;
  prefix?: string;
};

/** For every competency: how fully, and how far if at all. With `isKeyed` the digit on a question goes to it; arrows then choose. `prefix` keeps ids apart where a page has several forms. */
export function AnswerFields({ competencies, values, errors, isKeyed, prefix = '' }: Props) {
  return competencies.map(({ id, code, shortTitle }, at) => (
    <fieldset key={id}>
      <legend>
        {isKeyed && at < 9 ? (
          <a href={`#${prefix}extent.${id}`} aria-keyshortcuts={String(at + 1)}>
            {code} {shortTitle} <Key label={String(at + 1)} />
          </a>
        ) : (
          `${code} ${shortTitle}`
        )}
      </legend>
      <Options
        id={`${prefix}extent.${id}`}
        name={`extent.${id}`}
        label={`How fully is ${code} addressed?`}
        chosen={values[`extent.${id}`]}
        options={calibrationExtents.map((extent) => ({ value: extent, label: extentWords[extent] }))}
        error={errorOf(errors, `extent.${id}`)}
      />
      <Options
        id={`${prefix}level.${id}`}
        name={`level.${id}`}
        label="If it is addressed, how far does it go?"
        chosen={values[`level.${id}`]}
        options={levels.map((level) => ({ value: level, label: level }))}
        error={errorOf(errors, `level.${id}`)}
      />
    </fieldset>
  ));
}

type OptionsProps = {
  id: string;
  name: string;
  label: string;
  chosen: string | undefined;
  options: { value: string; label: string }[];
  error: string | undefined;
};

function Options({ id, name, label, chosen, options, error }: OptionsProps) {
  return (
    <div role="radiogroup" aria-label={label} aria-describedby={error ? `${id}-error` : undefined}>
      <p className="small muted">{label}</p>
      <div className="options">
        {options.map(({ value, label: words }, at) => (
          <label key={value} className="option">
            <input id={at === 0 ? id : undefined} type="radio" name={name} value={value} defaultChecked={value === chosen} />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

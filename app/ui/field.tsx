import { ChoiceField, type ChoiceFieldProps } from './choice-field.tsx';
import { describedBy, FieldError, type FieldWords, Help, Optional } from './field-words.tsx';

type Line = {
  kind?: 'input';
  type?: 'text' | 'email' | 'number' | 'date' | 'time' | 'url' | 'tel' | 'search' | 'password';
  value?: string;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search';
  spellCheck?: boolean;
  maxLength?: number;
};
type Lines = { kind: 'textarea'; value?: string; rows?: number };
type Pick = { kind: 'select'; value?: string; options: { value: string; label: string }[] };
type Bring = { kind: 'file'; accept?: string };
/** A field by its kind. Its id is its name, so that an error summary can link to it. */
export type FieldProps = FieldWords & (Line | Lines | Pick | Bring | ChoiceFieldProps);

/** One question of a form: label above, control, help below, error beside it; help and error are read with the control. Nothing typed is lost: `value` is what comes back. */
export function Field(props: FieldProps) {
  if (props.kind === 'radios' || props.kind === 'checkboxes' || props.kind === 'checkbox') return <ChoiceField {...props} />;
  const { name, label, help, error, isOptional, isWide } = props;
  return (
    <div className={isWide || props.kind === 'textarea' ? 'field wide' : 'field'}>
      <label htmlFor={name}>
        {label}
        <Optional isOptional={isOptional} />
      </label>
      <Control {...props} />
      <Help id={`${name}-help`}>{help}</Help>
      <FieldError id={`${name}-error`}>{error}</FieldError>
    </div>
  );
}

function Control(props: FieldWords & (Line | Lines | Pick | Bring)) {
  const shared = {
    id: props.name,
    name: props.name,
    'aria-invalid': props.error ? true : undefined,
    'aria-describedby': describedBy(props),
  };
  if (props.kind === 'textarea') return <textarea {...shared} defaultValue={props.value} rows={props.rows} />;
  if (props.kind === 'file') return <input {...shared} type="file" accept={props.accept} />;
  if (props.kind === 'select') {
    return (
      <select {...shared} defaultValue={props.value}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const { type = 'text', value, autoComplete, inputMode, spellCheck, maxLength } = props;
  return <input {...shared} {...{ type, autoComplete, inputMode, spellCheck, maxLength }} defaultValue={value} />;
}

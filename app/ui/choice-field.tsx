import type { ReactNode } from 'react';
import { describedBy, FieldError, type FieldWords, Help, Optional } from './field-words.tsx';

type Option = { value: string; label: string; help?: string };
type One = { kind: 'radios'; value?: string; options: Option[] };
type Several = { kind: 'checkboxes'; values?: string[]; options: Option[] };
type Yes = { kind: 'checkbox'; value?: string; isChecked?: boolean };
/** Radio buttons, checkboxes, or one checkbox. */
export type ChoiceFieldProps = One | Several | Yes;

/** A question answered by choosing: one of several, several of several, or one yes. The first control carries the field's name as its id. */
export function ChoiceField(props: FieldWords & ChoiceFieldProps) {
  const { name, label, help, error, isOptional, isWide } = props;
  const className = `field${isWide ? ' wide' : ''}${error ? ' invalid' : ''}`;
  if (props.kind === 'checkbox') {
    return (
      <div className={className}>
        <Choice
          type="checkbox"
          id={name}
          name={name}
          value={props.value || 'yes'}
          isChosen={props.isChecked}
          describedBy={describedBy(props)}
        >
          {label}
        </Choice>
        <Help id={`${name}-help`}>{help}</Help>
        <FieldError id={`${name}-error`}>{error}</FieldError>
      </div>
    );
  }
  const chosen = props.kind === 'radios' ? [props.value] : (props.values ?? []);
  return (
    <fieldset className={className} aria-describedby={describedBy(props)}>
      <legend>
        {label}
        <Optional isOptional={isOptional} />
      </legend>
      <div className="field-choices">
        {props.options.map((option, at) => (
          <Choice
            key={option.value}
            type={props.kind === 'radios' ? 'radio' : 'checkbox'}
            id={at === 0 ? name : `${name}-${option.value}`}
            name={name}
            value={option.value}
            isChosen={chosen.includes(option.value)}
          >
            {option.label}
            {option.help && <span className="help">{option.help}</span>}
          </Choice>
        ))}
      </div>
      <Help id={`${name}-help`}>{help}</Help>
      <FieldError id={`${name}-error`}>{error}</FieldError>
    </fieldset>
  );
}

type ChoiceProps = {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  value: string;
  isChosen: boolean | undefined;
  describedBy?: string;
  children: ReactNode;
};

function Choice({ type, id, name, value, isChosen, describedBy: described, children }: ChoiceProps) {
  return (
    <label className="choice" htmlFor={id}>
      <input type={type} id={id} name={name} value={value} defaultChecked={isChosen} aria-describedby={described} />
      <span>{children}</span>
    </label>
  );
}

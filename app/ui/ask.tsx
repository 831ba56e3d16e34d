import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button.tsx';
import { FieldError } from './field-words.tsx';

type AskProps = {
  title: string;
  act: string;
  isBusy?: boolean;
  close: () => void;
  take: (form: FormData) => void;
  children: ReactNode /** What can be done instead. */;
  instead?: ReactNode;
};

/** A small question in a form of its own, outside the form around the text: the key Enter answers it, Escape closes it. */
export function Ask({ title, act, isBusy, close, take, children, instead }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useOpened(dialog);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    take(new FormData(event.currentTarget));
  };
  return createPortal(
    <dialog ref={dialog} className="dialog" aria-labelledby="ask-title" onClose={close}>
      <form className="dialog-body" onSubmit={onSubmit}>
        <h2 id="ask-title">{title}</h2>
        {children}
        <div className="bar">
          <Button kind="primary" disabled={isBusy}>
            {act}
          </Button>
          <Button type="button" kind="quiet" onClick={close}>
            Not now
          </Button>
        </div>
        {instead}
      </form>
    </dialog>,
    document.body,
  );
}

function useOpened(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => dialog.current?.showModal(), [dialog]);
}

type AskFieldProps = { name: string; label: string; value?: string; error?: string; isNeeded?: boolean };

export function AskField({ name, label, value, error, isNeeded }: AskFieldProps) {
  return (
    <div className="field">
      <label htmlFor={`ask-${name}`}>{label}</label>
      <input
        id={`ask-${name}`}
        name={name}
        defaultValue={value}
        required={isNeeded}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `ask-${name}-error`}
      />
      <FieldError id={`ask-${name}-error`}>{error}</FieldError>
    </div>
  );
}

import { type ReactNode, useEffect, useState } from 'react';

/**
 * Keeps what was typed or chosen before a page's script is at work: as React takes the page over, it writes the first words of a text area into it again (`initTextarea` of react-dom 19), and it hears of
 * no change that came before. Here each is made once more when everything listens. It holds where the page is taken over in one go (`flushSync`).
 */
export function KeepTyped({ children }: { children: ReactNode }) {
  const [changes] = useState(changesSoFar);
  useEffect(() => {
    for (const makeAgain of changes) makeAgain();
  }, [changes]);
  return children;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function changesSoFar(): (() => void)[] {
  return [...document.querySelectorAll<Field>('input, textarea, select')].flatMap((field) => changeOf(field) ?? []);
}

/** What makes again the change of a field from its first value; null where there is none. */
function changeOf(field: Field): (() => void) | null {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0] === firstOf(field) ? null : () => tell(field);
  if (field.type === 'file') return field.value === '' ? null : () => tell(field);
  if (field.type === 'checkbox' || field.type === 'radio') return tickOf(field as HTMLInputElement);
  if (field.value === field.defaultValue) return null;
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  return () => {
    // React, which sees each value that is set on the field itself, is to hold the first one for what stood before.
    field.value = field.defaultValue;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')!.set!.call(field, value);
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none');
    tell(field);
  };
}

function firstOf({ options }: HTMLSelectElement): HTMLOptionElement | undefined {
  const all = [...options];
  return all.findLast(({ defaultSelected }) => defaultSelected) ?? all.find(({ disabled }) => !disabled);
}

/** Of radio buttons the one that was chosen tells for all. */
function tickOf(field: HTMLInputElement): (() => void) | null {
  if (field.checked === field.defaultChecked || (field.type === 'radio' && !field.checked)) return null;
  return () => {
    field.checked = field.defaultChecked;
    field.click();
  };
}

function tell(field: Field): void {
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

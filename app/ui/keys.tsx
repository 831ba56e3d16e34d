import { useEffect, useRef } from 'react';

const memory = 'concord-keys';

/**
 * Makes the single keys that stand on a page work: a key clicks the control that names it in `aria-keyshortcuts`. Keys typed into a field, and
 * keys with Ctrl, Alt or Meta, or held down, are left alone. Draws the switch that turns them off for this tab, for whoever speaks to the computer or hits keys by mistake
 * (WCAG 2.1.4). Without script the page works by Tab and Enter.
 */
export function Keys() {
  const toggle = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (toggle.current) toggle.current.checked = sessionStorage.getItem(memory) !== 'off';
    const press = (event: KeyboardEvent) => {
      if (event.repeat || !isForPage(event)) return;
      const control = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
      if (!control) return;
      event.preventDefault();
      control.focus();
      control.click();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <label className="keys-switch">
      <input
        type="checkbox"
        defaultChecked
        data-keys="switch"
        ref={toggle}
        onChange={({ target }) => sessionStorage.setItem(memory, target.checked ? 'on' : 'off')}
      />{' '}
      Single keys answer on this page
    </label>
  );
}

/** Whether a key is meant for the page: it comes alone, nobody types, and the switch of `Keys` is on. */
export function isForPage({ defaultPrevented, ctrlKey, altKey, metaKey, target }: KeyboardEvent): boolean {
  const isOn = document.querySelector<HTMLInputElement>('[data-keys="switch"]')?.checked;
  return isOn === true && !defaultPrevented && !ctrlKey && !altKey && !metaKey && !isTyping(target);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])') !== null
  );
}

import { useEffect } from 'react';

const memory = 'concord-keys';

/**
 * Makes the single keys that stand on a page work: a key clicks the control that names it in `aria-keyshortcuts`. Keys typed into a field, and
 * keys with Ctrl, Alt or Meta, or held down, are left alone. The switch of the keys' help turns them off for this tab. Draws nothing; without script the page works by Tab and Enter.
 */
export function Keys() {
  useEffect(() => {
    const keySwitch = document.querySelector<HTMLInputElement>('[data-keys="switch"]');
    if (keySwitch) keySwitch.checked = sessionStorage.getItem(memory) !== 'off';
    const remember = () => sessionStorage.setItem(memory, keySwitch?.checked ? 'on' : 'off');
    const press = (event: KeyboardEvent) => {
      if (
        keySwitch?.checked === false ||
        event.defaultPrevented ||
        event.repeat ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        isTyping(event.target)
      )
        return;
      const control = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
      if (!control) return;
      event.preventDefault();
      control.focus();
      control.click();
    };
    keySwitch?.addEventListener('change', remember);
    document.addEventListener('keydown', press);
    return () => {
      keySwitch?.removeEventListener('change', remember);
      document.removeEventListener('keydown', press);
    };
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])') !== null
  );
}

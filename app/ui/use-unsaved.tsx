import { type RefObject, useEffect } from 'react';

/** Asks before somebody leaves the page while the form of `field` holds what was typed and not sent; a form that keeps itself (`KeptWriting`) asks by itself. */
export function useUnsaved(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const form = field.current?.form;
    const ended = new AbortController();
    const { signal } = ended;
    let isTyped = false;
    const tell = (is: boolean) => () => {
      isTyped = is;
    };
    form?.addEventListener('input', tell(true), { signal });
    form?.addEventListener('submit', tell(false), { signal });
    window.addEventListener('beforeunload', (event) => isTyped && !form?.hasAttribute('data-keeps-itself') && event.preventDefault(), {
      signal,
    });
    return () => ended.abort();
  }, [field]);
}

import { useEffect, useRef } from 'react';

/** Listens to the whole page, by what the component knows at that moment. */
export function useListener<Name extends keyof DocumentEventMap>(name: Name, heard: (event: DocumentEventMap[Name]) => void): void {
  const latest = useRef(heard);
  latest.current = heard;
  useEffect(() => {
    const listen = (event: DocumentEventMap[Name]) => latest.current(event);
    document.addEventListener(name, listen);
    return () => document.removeEventListener(name, listen);
  }, [name]);
}

/** A key of the desk's own, with Alt: by its letter, and by its place where Alt makes another letter of it. */
export function useAltKey(letter: string, press: () => void): void {
  useListener('keydown', (event) => {
    const { altKey, ctrlKey, metaKey, key, code } = event;
    if (!altKey || ctrlKey || metaKey || (key.toLowerCase() !== letter && code !== `Key${letter.toUpperCase()}`)) return;
    event.preventDefault();
    press();
  });
}

/** The element with this attribute that a plain click was on; null for one that opens a tab or a window, too. */
export function clicked(event: MouseEvent, attribute: `data-${string}`): HTMLElement | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return null;
  return event.target.closest<HTMLElement>(`[${attribute}]`);
}

import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** The form of an act over the outline. Escape closes it, but what was typed is not lost by one key: then a second Escape does. */
export function ActDialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isWarned, setWarned] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const cancel = (event: SyntheticEvent<HTMLDialogElement>) => {
    if (isWarned || !isTypedIn(event.currentTarget)) return;
    event.preventDefault();
    setWarned(true);
  };
  const send = (event: KeyboardEvent<HTMLDialogElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const form = (event.target as HTMLElement).closest('form');
    event.preventDefault();
    form?.requestSubmit();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="act-title" onCancel={cancel} onClose={onClose} onKeyDown={send}>
      <div className="dialog-body">
        <h2 id="act-title">{title}</h2>
        {children}
        {isWarned && (
          <p role="status" className="small">
            What you typed is not kept yet. Escape again drops it.
          </p>
        )}
        <p className="bar">
          <Button type="button" kind="quiet" onClick={() => dialog.current?.close()}>
            Not now
          </Button>
        </p>
      </div>
    </dialog>
  );
}

function isTypedIn(dialog: HTMLDialogElement): boolean {
  const controls = dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type="hidden"], [type="radio"])');
  return [...controls].some((control) => control.value !== control.defaultValue);
}

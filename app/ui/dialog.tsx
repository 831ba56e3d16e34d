import type { ReactNode } from 'react';
import { Button, type ButtonKind } from './button.tsx';

type Opener = { dialog: string; kind?: ButtonKind; children: ReactNode };

/**
 * The button that opens a `Dialog` by its id, without script: the browser shows it as a modal where it knows `command`, and as a popover
 * where it does not yet.
 */
export function DialogButton({ dialog, kind, children }: Opener) {
  const opens = { command: 'show-modal', commandfor: dialog, popoverTarget: dialog };
  return (
    <Button type="button" kind={kind} {...opens}>
      {children}
    </Button>
  );
}

type DialogProps = { id: string; title: string; isSection?: boolean; closeLabel?: string; children: ReactNode; acts: ReactNode };

/**
 * A question before a great act: what will happen, for whom, and whether it can be taken back. `acts` are the buttons or forms that answer.
 * With `isSection` it is a part of the page instead, for a form that came back with mistakes or an address that asks for it.
 */
export function Dialog({ id, title, isSection, closeLabel = 'Not now', children, acts }: DialogProps) {
  const body = (
    <div className="dialog-body">
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <div className="bar">
        {acts}
        {!isSection && <CloseButton dialog={id} label={closeLabel} />}
      </div>
    </div>
  );
  if (isSection) {
    return (
      <section className="dialog" id={id} aria-labelledby={`${id}-title`}>
        {body}
      </section>
    );
  }
  return (
    <dialog className="dialog" id={id} popover="auto" aria-labelledby={`${id}-title`}>
      {body}
    </dialog>
  );
}

type AskedProps = { id: string; opens: string; title: string; value: string; act: string; children: ReactNode };

/** A button of the form around it, for what cannot be taken back: it asks once more before it sends `act=value`. `opens` stands on the button, `act` on the answer. */
export function AskedButton({ id, opens, title, value, act, children }: AskedProps) {
  return (
    <>
      <DialogButton dialog={id} kind="danger">
        {opens}
      </DialogButton>
      <Dialog
        id={id}
        title={title}
        acts={
          <Button kind="danger" name="act" value={value}>
            {act}
          </Button>
        }
      >
        {children}
      </Dialog>
    </>
  );
}

function CloseButton({ dialog, label }: { dialog: string; label: string }) {
  const closes = { command: 'close', commandfor: dialog, popoverTarget: dialog, popoverTargetAction: 'hide' } as const;
  return (
    <Button type="button" kind="quiet" {...closes}>
      {label}
    </Button>
  );
}

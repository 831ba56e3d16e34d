import type { ReactNode } from 'react';
import { Button } from './button.tsx';

type Read = { action: string; name: string; value: string };
type NoteProps = {
  kind?: 'attention' | 'danger' | 'success' | 'plain';
  title: string;
  children?: ReactNode;
  isAnswer?: boolean;
  read?: Read;
};

/**
 * A message: what happened, what it means, what to do. It stays until read: with `read` it has a button that says so to the server.
 * `isAnswer` marks the message that answers what the person just did, so that it is read out.
 */
export function Note({ kind = 'plain', title, children, isAnswer, read }: NoteProps) {
  return (
    <div className={`note ${kind}`} role={isAnswer ? 'status' : undefined}>
      <p className="note-title">{title}</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {read && (
        <form method="post" action={read.action}>
          <Button name={read.name} value={read.value}>
            I have read this
          </Button>
        </form>
      )}
    </div>
  );
}

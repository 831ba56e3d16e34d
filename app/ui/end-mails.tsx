import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Note } from './note.tsx';

type EndMailsProps = {
  /** What is to end, said before the press. */
  words: string;
  isEnded: boolean;
  /** What is so from then on. */
  ended: string;
  children?: ReactNode;
};

/**
 * What stands behind a link that ends mails: one press, without a session. A mail program posts to the same address when its reader ends them by one click (RFC 8058), so the answer is never
 * a redirect. Opening the page ends nothing, and whoever comes twice is told the same.
 */
export function EndMails({ words, isEnded, ended, children }: EndMailsProps) {
  if (isEnded)
    return (
      <Note kind="success" title={ended} isAnswer>
        {children}
      </Note>
    );
  return (
    <form method="post" className="stack">
      <p>{words}</p>
      <Button kind="primary">End these mails</Button>
    </form>
  );
}

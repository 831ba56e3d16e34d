import type { Review } from './queries.server.ts';

/** What an act answers to the open page: what was done, in words, and what to show now. A refused act changed nothing. */
export type Outcome = { readonly said: string; readonly isRefused: boolean; readonly shown: Review };

/** An act that did not arrive: the page keeps it and sends it again. `signedOut`: it will be taken only after signing in. */
export type Unsent = { readonly waits: true; readonly signedOut: boolean };

/** `attempt` names the sending, so that one act's outcome is never taken for another's. */
export type Sent = (Outcome | Unsent) & { readonly attempt: string };

/** What an act did, for the line that is read out: "Linked to competency 2. 12 of 80 answered." */
export function saidOf(
  did: 'link' | 'reject' | 'undo' | 'skip' | 'back',
  { code, progress }: { code?: string; progress: Review['progress'] },
): string {
  const words = {
    link: `Linked to competency ${code}.`,
    reject: 'Kept as not this.',
    undo: 'That answer is taken back.',
    skip: 'Skipped; it comes again at the end.',
    back: 'One back.',
  }[did];
  return progress ? `${words} ${progress.answered} of ${progress.total} answered.` : words;
}

import type { Actor } from '#app/platform/actor.ts';

/** Who keeps a log: anybody who signed in, for themselves. A log is a person's, not a role's, so that it stays theirs when they graduate. */
export function mayKeepLog(actor: Actor): boolean {
  return actor.kind === 'person' && actor.personId !== null;
}

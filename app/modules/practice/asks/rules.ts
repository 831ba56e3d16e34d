import { type Actor, hasRole } from '#app/platform/actor.ts';

/** A course asks through the school's faculty, or its lead. */
export function mayAskForConversations(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'faculty');
}

/** Who is done is told to whoever asked, and to the school's lead. */
export function maySeeDone(actor: Actor, { askedBy }: { askedBy: string | null }): boolean {
  return actor.school !== null && (hasRole(actor, 'lead') || (askedBy !== null && askedBy === actor.personId));
}

/** A student takes part in what their own school asks, for themselves. */
export function mayTakePart(actor: Actor): boolean {
  return actor.school !== null && actor.kind === 'person' && hasRole(actor, 'student');
}

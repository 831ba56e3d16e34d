import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who speaks in a round: a person with a role, or a guest whose link and code were read in this scope. */
export type Speaker = { readonly personId: string | null; readonly guestId: string | null };

/** The signed-in person as a speaker. */
export function ownSpeaker(actor: Actor): Speaker {
  return { personId: actor.personId, guestId: null };
}

/** Whoever has a role anywhere answers, and so does an invited guest; the operator is nobody who hopes. */
export function maySpeak({ personId, guestId }: Speaker): boolean {
  return personId !== null || guestId !== null;
}

/** Rounds, their prompts and guests are the convener's. */
export function mayKeepListening(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Convener and steering members write down what somebody told them. */
export function mayInterview(actor: Actor): boolean {
  return actor.personId !== null && hasRole(actor, 'convener', 'steering-member');
}

/** Convener and steering members make points of answers, and sentences of points. */
export function mayDraftGoal(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'steering-member');
}

/** Whoever works in the collaborative comments on a draft. */
export function mayComment(actor: Actor): boolean {
  return actor.personId !== null;
}

/** A school speaks through its lead, who acts for it. */
export function mayEndorse(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** To adopt a goal, and to make it public, is the convener's act. */
export function mayAdoptGoal(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

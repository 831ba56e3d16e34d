import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Whoever has signed in asks for feedback for themselves, and for nobody else. */
export function mayAskForFeedback(actor: Actor): boolean {
  return actor.kind === 'person';
}

/** Feedback is given without an account: behind a link nobody is signed in, so that it opens the same to everybody. */
export function mayGiveFeedback(actor: Actor): boolean {
  return actor.kind === 'visitor';
}

/** What a school adds to practice (its mail domains, its licensed tools, its support contacts): its lead, for the own school. */
export function mayKeepPracticeOfSchool(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMay = {
  staff: 'Whoever works or teaches at the school may.',
  givers: 'The school’s leads and faculty may.',
  reviewers: 'Leads and faculty of another school may.',
  others: 'Whoever works or teaches at another school, and who convenes or steers the collaborative, may.',
} as const;

/** Who reads and writes the own school's lessons: whoever works or teaches there. */
export function mayWriteLessons(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff');
}

/** Who gives a lesson out of the school's hands, and takes it back: its leads and faculty. */
export function mayGiveLessons(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'faculty');
}

/** Who reads another school's lesson before it is public: leads and faculty. That it is another school's, the command and the database ask of the lesson. */
export function mayReviewLessons(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'faculty');
}

/** Who says that a lesson was used: a school through whoever works or teaches there, or who convenes or steers the collaborative, under their own name. */
export function maySayReuse(actor: Actor): boolean {
  return actor.school === null ? hasRole(actor, 'convener', 'steering-member') : mayWriteLessons(actor);
}

/** Who reads what is shared with the collaborative: whoever has a role at a school, or in the collaborative. */
export function mayReadShared(actor: Actor): boolean {
  return actor.school !== null || hasRole(actor, 'convener', 'steering-member', 'auditor');
}

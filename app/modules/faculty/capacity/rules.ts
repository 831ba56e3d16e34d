import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMay = {
  lead: 'The school’s leads may; Members says who they are.',
  members: 'Whoever teaches or works at a school, or has a role in the collaborative, may.',
  convener: 'Whoever convenes the collaborative may.',
} as const;

/** Who plans a school's capacity: its leads, who see what its facilitators show them. They say what it is planned with, and share its figures. */
export function mayPlanCapacity(actor: Actor): boolean {
  return actor.school !== null && actor.personId !== null && hasRole(actor, 'lead');
}

/** Who reads what schools share of it. Students do not. */
export function mayReadCapacity(actor: Actor): boolean {
  return actor.personId !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor');
}

/** Who forms the total of a year from the schools that wait for one: whoever convenes. */
export function mayFormTotal(actor: Actor): boolean {
  return actor.personId !== null && hasRole(actor, 'convener');
}

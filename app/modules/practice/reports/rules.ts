import { type Actor, hasRole, type Member } from '#app/platform/actor.ts';

/** Whoever convenes opens the questions of a year. */
export function mayOpenReport(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** A student answers for the own school. */
export function mayAnswerReport(actor: Actor): boolean {
  return actor.kind === 'person' && actor.school !== null && actor.roles.includes('student');
}

/** Figures are read by whoever has a role at the school or in the collaborative. */
export function mayReadReports(actor: Actor): boolean {
  return actor.kind === 'operator' || (actor.kind === 'person' && actor.roles.length > 0);
}

/** The school that a member reads or answers for: where they study, else their first. */
export function reportSeat({ schools }: Pick<Member, 'schools'>): string | undefined {
  return (schools.find(({ roles }) => roles.includes('student')) ?? schools[0])?.slug;
}

/** Removing what the sample brought is for whoever holds the machine. */
export function mayRemoveSampleReports(actor: Actor): boolean {
  return actor.kind === 'operator';
}

import type { Actor, Member } from '#app/platform/actor.ts';

/** Figures of a school's classes are read by whoever has a role there, those over all by whoever has one anywhere; the database asks the same. */
export function mayReadCohorts(actor: Actor): boolean {
  return actor.kind === 'operator' || (actor.kind === 'person' && actor.roles.length > 0);
}

/** The school through which a member reads what stands over all classes, where they have no role in the collaborative itself. */
export function cohortSeat({ schools }: Pick<Member, 'schools'>): string | undefined {
  return schools[0]?.slug;
}

/** Removing what the sample brought is for whoever holds the machine. */
export function mayRemoveSampleTerms(actor: Actor): boolean {
  return actor.kind === 'operator';
}

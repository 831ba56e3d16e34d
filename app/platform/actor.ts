export const schoolRoles = ['lead', 'mapper', 'faculty', 'staff', 'student'] as const;
export type SchoolRole = (typeof schoolRoles)[number];
export const collaborativeRoles = ['convener', 'steering-member', 'auditor'] as const;
export type CollaborativeRole = (typeof collaborativeRoles)[number];

/** A school as the actor meets it: what an address names (`slug`) and what a row is owned by (`id`). */
export type ActingSchool = { readonly id: string; readonly slug: string; readonly name: string };

/**
 * On whose behalf something happens, and for which school. Roles are those in that school and in the collaborative;
 * the operator (whoever holds the machine) has the role `operator` alone, a visitor none.
 */
export type Actor = {
  readonly kind: 'visitor' | 'person' | 'operator';
  readonly personId: string | null;
  readonly name: string;
  readonly school: ActingSchool | null;
  readonly roles: ReadonlyArray<SchoolRole | CollaborativeRole | 'operator'>;
};

/** Whoever has not signed in: reads what is public. */
export const visitor: Actor = { kind: 'visitor', personId: null, name: 'A visitor', school: null, roles: [] };

/** The command line without `--as`, for one school or for none. */
export function operator(school: ActingSchool | null = null): Actor {
  return { kind: 'operator', personId: null, name: 'The operator', school, roles: ['operator'] };
}

/** True when the actor has one of these roles; the operator has all of them. */
export function hasRole(actor: Actor, ...roles: ReadonlyArray<SchoolRole | CollaborativeRole>): boolean {
  return actor.roles.some((role) => role === 'operator' || roles.includes(role as SchoolRole | CollaborativeRole));
}

import { missing } from './problem.ts';

/** Roles at a school. */
export const schoolRoles = ['lead', 'mapper', 'faculty', 'staff', 'student'] as const;
export type SchoolRole = (typeof schoolRoles)[number];
/** Roles in the collaborative. */
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

/** The school that the actor acts for; missing when for none. */
export function ownSchool({ school }: Actor): ActingSchool {
  if (!school) throw missing('This school');
  return school;
}

/** A signed-in person with all their roles. */
export type Member = {
  readonly personId: string;
  readonly name: string;
  readonly mail: string;
  readonly isSample: boolean;
  readonly collaborativeRoles: readonly CollaborativeRole[];
  readonly schools: ReadonlyArray<ActingSchool & { readonly roles: readonly SchoolRole[] }>;
};

/** The member as the actor for one of their schools, or for none. A school that is not theirs does not exist for them. */
export function actingFor(member: Member, slug: string | null): Actor {
  const { personId, name } = member;
  if (slug === null) return { kind: 'person', personId, name, school: null, roles: member.collaborativeRoles };
  const school = member.schools.find((each) => each.slug === slug);
  if (!school) throw missing('This school');
  const { id, name: schoolName, roles } = school;
  return { kind: 'person', personId, name, school: { id, slug, name: schoolName }, roles: [...roles, ...member.collaborativeRoles] };
}

import type { CollaborativeRole, SchoolRole } from '#app/platform/actor.ts';
import { invalid } from '#app/platform/problem.ts';
import { roleWords } from './invitation.ts';
import { isCollaborativeRole, isSchoolRole } from './schema.ts';

/** A role where it is held: at a school, or in the collaborative (`schoolId` null). */
export type Held = { readonly role: SchoolRole; readonly schoolId: string } | { readonly role: CollaborativeRole; readonly schoolId: null };

/** The role as held there. Invalid when it does not fit its place: a lead of no school, a convener at one. */
export function heldAt(role: string, schoolId: string | null): Held {
  if (schoolId !== null && isSchoolRole(role)) return { role, schoolId };
  if (schoolId === null && isCollaborativeRole(role)) return { role, schoolId };
  throw invalid(`The role ${roleWords(role)} ${schoolId === null ? 'needs a school' : 'belongs to the collaborative, not to a school'}.`);
}

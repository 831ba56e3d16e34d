import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMay = {
  own: 'Whoever teaches or works at a school may keep an entry of their own.',
  read: 'Whoever teaches or works at a school, or has a role in the collaborative, may.',
} as const;

/** An entry is its person's own: whoever teaches or works at a school has one. Students have none. */
export function mayKeepOwnEntry(actor: Actor): boolean {
  return actor.personId !== null && actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff');
}

/** Who looks in the registry: each finds there the entries that are shown to them. Students do not. */
export function mayReadRegistry(actor: Actor): boolean {
  return actor.personId !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff', 'convener', 'steering-member', 'auditor');
}

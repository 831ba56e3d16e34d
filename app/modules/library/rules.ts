import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who an item belongs to: a school's id, or null for the collaborative. */
export type Owned = { readonly forSchoolId: string | null };

/** Who writes and publishes: for a school whoever teaches or works there, for the collaborative whoever convenes. Students read. */
export function mayKeepItem(actor: Actor, { forSchoolId }: Owned): boolean {
  if (forSchoolId === null) return hasRole(actor, 'convener');
  return actor.school?.id === forSchoolId && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff');
}

/** Who begins items on the shelf acted for: the school's, or without one the collaborative's. */
export function mayBeginItem(actor: Actor): boolean {
  return mayKeepItem(actor, { forSchoolId: actor.school?.id ?? null });
}

/** Who takes an item back from its readers: whoever keeps it, and whoever convenes, since others read it on the collaborative's page. */
export function mayWithdrawItem(actor: Actor, item: Owned & { readonly visibility: string | null }): boolean {
  return mayKeepItem(actor, item) || (item.visibility !== null && item.visibility !== 'school' && hasRole(actor, 'convener'));
}

/** Who says something about an item: whoever keeps it, and whoever teaches or works at a school that reads it. */
export function maySayOfItem(actor: Actor, item: Owned): boolean {
  return mayKeepItem(actor, item) || (actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff'));
}

/** Who notes what a school uses: whoever teaches or works there. */
export function mayAdopt(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff');
}

/** Who sees a school's shelf: its members; the collaborative's own: whoever convenes. */
export function maySeeShelf(actor: Actor): boolean {
  return actor.school !== null || hasRole(actor, 'convener');
}

/** Who removes the sample's items: whoever holds the machine. */
export function mayRemoveSampleItems({ kind }: Actor): boolean {
  return kind === 'operator';
}

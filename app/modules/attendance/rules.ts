import { type Actor, hasRole } from '#app/platform/actor.ts';

/** An occasion as a rule meets it: the school that organises it, and the person it names as its host. */
export type Organised = { readonly bySchoolId: string | null; readonly hostId: string | null };

/** Whoever convenes, the lead of the organising school, or the host: they make, change and cancel it, and see who comes. */
export function runsOccasion(actor: Actor, { bySchoolId, hostId }: Organised): boolean {
  if (hasRole(actor, 'convener')) return true;
  if (hostId !== null && hostId === actor.personId) return true;
  return bySchoolId !== null && bySchoolId === actor.school?.id && hasRole(actor, 'lead');
}

/** Making an occasion needs the same as running it, but nobody makes one by naming themselves its host: a host adds dates to what others planned. */
export function mayMakeOccasion(
  actor: Actor,
  { bySchoolId, hostId, followsId = null }: Organised & { readonly followsId?: string | null },
): boolean {
  return runsOccasion(actor, { bySchoolId, hostId: followsId === null ? null : hostId });
}

/** Removing what the sample brought is for whoever holds the machine. */
export function mayRemoveSampleOccasions(actor: Actor): boolean {
  return actor.kind === 'operator';
}

/** The keys of badges lie on the machine, and are for whoever holds it. */
export function mayKeepBadgeKeys(actor: Actor): boolean {
  return actor.kind === 'operator';
}

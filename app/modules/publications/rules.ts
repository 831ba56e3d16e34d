import { type Actor, hasRole } from '#app/platform/actor.ts';

/** What the collaborative has published is kept by whoever convenes it. */
export function mayKeepPublications(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** What is not shown yet is seen by whoever convenes, steers or audits. */
export function maySeeHiddenPublications(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'steering-member', 'auditor');
}

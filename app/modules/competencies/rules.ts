import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who brings frameworks in, edits drafts, says crosswalks and adopts versions: whoever convenes, and the operator. */
export function mayKeepFrameworks(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Who reads drafts: whoever keeps them, and the leads, who will map against them. Everybody reads what is adopted. */
export function mayReadDrafts(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'lead');
}

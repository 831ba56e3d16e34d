import { type Actor, hasRole, type Member } from '#app/platform/actor.ts';

/** Who brings frameworks in, edits drafts, says crosswalks and adopts versions: whoever convenes, and the operator. */
export function mayKeepFrameworks(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Who adopts a version for the collaborative: whoever convenes, and the operator. */
export function mayAdopt(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Who reads drafts: whoever keeps them, and the leads, who will map against them. Everybody reads what is adopted. */
export function mayReadDrafts(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'lead');
}

/** The school that a member acts for in the workspace of frameworks: one they lead, since leads read drafts; null when they lead none. */
export function seatOf({ schools }: Pick<Member, 'schools'>): string | null {
  return schools.find(({ roles }) => roles.includes('lead'))?.slug ?? null;
}

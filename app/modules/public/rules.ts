import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who writes, plans and publishes what the public reads, and brings its pictures: whoever convenes, and the operator. */
export function mayKeepPages(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

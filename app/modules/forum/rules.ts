import { type Actor, hasRole } from '#app/platform/actor.ts';

/** What a rule asks of an event: the school that organises it; null: the collaborative itself does. */
export type Organised = { readonly forSchoolId: string | null };

/** The convener keeps the whole forum: series, speakers, every event. */
export function mayKeepForum(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** An event is kept by the convener, and by the lead of the school that organises it, acting for that school. */
export function mayKeepEvent(actor: Actor, { forSchoolId }: Organised): boolean {
  return mayKeepForum(actor) || (forSchoolId !== null && forSchoolId === actor.school?.id && hasRole(actor, 'lead'));
}

/** The convener plans an event for anybody, a lead for the own school. */
export function mayPlan(actor: Actor): boolean {
  return mayKeepForum(actor) || (actor.school !== null && hasRole(actor, 'lead'));
}

/** Where a member's forum is looked at from: a convener from the collaborative, a lead from a school they lead. Several for a lead of several. */
export function forumSeats({
  collaborativeRoles,
  schools,
}: {
  collaborativeRoles: readonly string[];
  schools: ReadonlyArray<{ slug: string; roles: readonly string[] }>;
}): Array<string | undefined> {
  if (collaborativeRoles.includes('convener')) return [undefined];
  const led = schools.filter(({ roles }) => roles.includes('lead')).map(({ slug }) => slug);
  return led.length > 0 ? led : [undefined];
}

/** Removing what the sample brought is for whoever holds the machine. */
export function mayRemoveSampleForum(actor: Actor): boolean {
  return actor.kind === 'operator';
}

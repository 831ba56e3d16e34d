import { type Actor, hasRole } from '#app/platform/actor.ts';

/** A school as a rule meets it; null is the collaborative itself. */
export type Place = { readonly id: string } | null;

/** Whoever convenes, or holds the machine. */
function mayConvene(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

function leads(actor: Actor, school: Place): boolean {
  return school !== null && actor.school?.id === school.id && hasRole(actor, 'lead');
}

/** The convener invites anybody anywhere; a school's lead to the own school. */
export function mayInvite(actor: Actor, school: Place): boolean {
  return mayConvene(actor) || leads(actor, school);
}

/** Whoever may invite somebody to a place may end a role there. */
export function mayEndRole(actor: Actor, school: Place): boolean {
  return mayInvite(actor, school);
}

/** Adding a person without an invitation skips the proof of the email address, so it is the convener's alone. */
export function mayAddPerson(actor: Actor): boolean {
  return mayConvene(actor);
}

/** Which schools there are is the collaborative's to say. */
export function mayAddSchool(actor: Actor): boolean {
  return mayConvene(actor);
}

/** A school's name and class size: its lead, or the convener. */
export function mayKeepSchool(actor: Actor, school: Place): boolean {
  return school !== null && mayInvite(actor, school);
}

/** A school's phases are its own: its lead, who acts for it. */
export function mayKeepPhases(actor: Actor): boolean {
  return leads(actor, actor.school);
}

/** What the public home says of the collaborative. */
export function mayEditProfile(actor: Actor): boolean {
  return mayConvene(actor);
}

/** Who is where in the whole collaborative. */
export function maySeeEverybody(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'steering-member', 'auditor');
}

/** The record of the school acted for is its lead's; without a school it is the collaborative's, for the convener and auditors. */
export function mayReadRecord(actor: Actor): boolean {
  return actor.school ? leads(actor, actor.school) : hasRole(actor, 'convener', 'auditor');
}

/** Taking the sample away is for whoever holds the machine. */
export function mayRemoveSample(actor: Actor): boolean {
  return actor.kind === 'operator';
}

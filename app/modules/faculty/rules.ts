import { type Actor, hasRole } from '#app/platform/actor.ts';
import { runsOccasion } from '../attendance/rules.ts';

/** A programme, or an offering that is planned: the school whose it is; null: the collaborative's. */
export type Kept = { readonly forSchoolId: string | null };
/** An offering as a rule meets it. */
export type Run = Kept & { readonly leaderId: string | null };

/** Whoever convenes keeps every programme, and a lead those of the own school; the same plan offerings. */
export function mayKeepProgramme(actor: Actor, { forSchoolId }: Kept): boolean {
  return hasRole(actor, 'convener') || (forSchoolId !== null && forSchoolId === actor.school?.id && hasRole(actor, 'lead'));
}

/** Somebody who may begin a programme, or plan an offering, for anybody. */
export function mayKeepSomeProgramme(actor: Actor): boolean {
  return hasRole(actor, 'convener') || (actor.school !== null && hasRole(actor, 'lead'));
}

/** An offering is run by the convener, the lead of the school that holds it, and whoever leads it. */
export function runsOffering(actor: Actor, { forSchoolId, leaderId }: Run): boolean {
  return runsOccasion(actor, { bySchoolId: forSchoolId, hostId: leaderId });
}

/** Members who teach, or keep things running where others do, may enrol; who only studies may not. */
export function mayEnrol(actor: Actor): boolean {
  return actor.personId !== null && hasRole(actor, 'faculty', 'lead', 'mapper', 'staff', 'convener', 'steering-member');
}

/** A lead sees who of the own school enrolled and how far they are. */
export function leadsPeople(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** A trainer of the programme confirms steps, and whoever convenes; nobody the own. `isTrainer`: today. */
export function mayConfirm(actor: Actor, { isTrainer, personId }: { isTrainer: boolean; personId?: string }): boolean {
  return actor.personId !== null && actor.personId !== personId && (isTrainer || hasRole(actor, 'convener'));
}

/** A trainer observes, and whoever was assigned to; nobody themselves. */
export function mayObserve(actor: Actor, of: { isTrainer: boolean; personId: string }): boolean {
  return actor.personId !== null && actor.personId !== of.personId && of.isTrainer;
}

/** Who reads the needs of the schools and what programmes reported: whoever works or teaches at a school, or has a role in the collaborative. Students do not. The same as `reads_needs` (0099). */
export function mayReadNeeds(actor: Actor): boolean {
  return (
    (actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff')) ||
    hasRole(actor, 'convener', 'steering-member', 'auditor')
  );
}

/** Removing what the sample brought is for whoever holds the machine. */
export function mayRemoveSampleFaculty(actor: Actor): boolean {
  return actor.kind === 'operator';
}

type Seated = {
  readonly collaborativeRoles: readonly string[];
  readonly schools: ReadonlyArray<{ readonly slug: string; readonly roles: readonly string[] }>;
};
/** Where a member's faculty development is looked at from: schools that they lead first, then where they teach; a member without a school, from the collaborative. */
export function facultySeats({ schools }: Seated): Array<string | undefined> {
  const weight = (roles: readonly string[]) => (roles.includes('lead') ? 0 : roles.some((role) => role !== 'student') ? 1 : 2);
  const seats = schools.toSorted((one, other) => weight(one.roles) - weight(other.roles)).map(({ slug }) => slug);
  return seats.length > 0 ? seats : [undefined];
}

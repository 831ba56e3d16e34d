import { type Actor, hasRole, type Member } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';

/** Roles in a study. */
export const studyRoles = ['lead', 'staff', 'moderator', 'coder', 'reader'] as const;
export type StudyRole = (typeof studyRoles)[number];
/** A role in a study as people call it. */
export const studyRoleWords: Readonly<Record<StudyRole, string>> = {
  lead: 'lead',
  staff: 'research staff',
  moderator: 'moderator',
  coder: 'coder',
  reader: 'reader',
};
/** What a rule needs to know of a person in a study: the roles there. Whoever holds the machine has all but those that read originals. */
export type InStudy = { readonly roles: readonly StudyRole[] };

function hasStudyRole({ roles }: InStudy, ...wanted: readonly StudyRole[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

/** Who begins a study and leads it: whoever works at a school or in the collaborative. Students do not. */
export function mayBeginStudy(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'steering-member', 'lead', 'mapper', 'faculty', 'staff');
}

/** Who removes the sample's studies: whoever holds the machine. */
export function mayRemoveSampleStudies({ kind }: Actor): boolean {
  return kind === 'operator';
}

/** Who writes the protocol, gives roles, keeps sites and letters, and opens and closes: the study's leads. */
export function mayLeadStudy(study: InStudy): boolean {
  return hasStudyRole(study, 'lead');
}

/** Who keeps sessions and who came: leads, research staff and moderators. */
export function mayKeepSessions(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'staff', 'moderator');
}

/** Who adds participants by pseudonym, and notes consents and withdrawals: leads and research staff. */
export function mayKeepParticipants(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'staff');
}

/** Who may be asked for the key, and for originals, as far as the database lets them at a site: research staff and moderators. */
export function mayAskForOriginals(study: InStudy): boolean {
  return hasStudyRole(study, 'staff', 'moderator');
}

/** Who writes in the notebook: leads, moderators and coders. */
export function mayWriteNotes(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'moderator', 'coder');
}

/** Who changes the codebook and codes: leads and coders. */
export function mayCode(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'coder');
}

/** Who makes themes and says what they rest on: leads, moderators and coders, who read and meet. */
export function mayMakeThemes(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'moderator', 'coder');
}

/** Who takes a file out of a study, which is kept: everybody with a role there but readers. */
export function mayTakeOut(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'staff', 'moderator', 'coder');
}

/** Refuses whoever takes no file out. */
export function assertMayTakeOut(study: InStudy): void {
  if (!mayTakeOut(study)) throw forbidden('take a file out of this study: its leads, research staff, moderators and coders do');
}

/** Who takes the audit trail out, whose free writing no consent filters: leads and research staff, who answer for the participants. */
export function mayTakeTrail(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'staff');
}

/** Who settles differences between coders: leads and coders. The lead begins the consensus. */
export function maySettle(study: InStudy): boolean {
  return hasStudyRole(study, 'lead', 'coder');
}

/** The school that a member begins a study from, as far as it matters for the rule: none for who has a role in the collaborative, else the first where they work. */
export function studySeatOf({ schools, collaborativeRoles }: Pick<Member, 'schools' | 'collaborativeRoles'>): string | undefined {
  if (collaborativeRoles.length > 0) return undefined;
  return schools.find(({ roles }) => roles.some((role) => role !== 'student'))?.slug;
}

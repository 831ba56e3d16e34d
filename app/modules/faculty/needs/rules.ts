import { type Actor, hasRole } from '#app/platform/actor.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMayNeed = {
  read: 'Whoever works or teaches at a member school, or has a role in the collaborative, may.',
  write: 'A school’s leads and faculty write its needs; whoever convenes writes those of the collaborative.',
  show: 'The lead of its school may.',
  prioritise: 'The leads of the schools say how soon.',
  close: 'Whoever convenes, or the lead of its school, may.',
  link: 'Those who write it, and whoever convenes, may.',
  evidence: 'Those who write it, and leads and faculty of a school that reads it, may.',
} as const;

/** A need as a rule meets it: whose it is (null: the collaborative's), and whether the collaborative reads it. */
export type Owned = { readonly ofSchoolId: string | null; readonly shownAt: Date | null };

/** Who begins a need: for a school its leads and faculty, for the collaborative whoever convenes. */
export function mayBeginNeeds(actor: Actor, { ofSchoolId }: Pick<Owned, 'ofSchoolId'>): boolean {
  return ofSchoolId === null ? hasRole(actor, 'convener') : ofSchoolId === actor.school?.id && hasRole(actor, 'lead', 'faculty');
}

/** Who changes its words, and adds or takes out evidence whoever added it: those who may begin it. */
export function mayWriteNeed(actor: Actor, need: Owned): boolean {
  return mayBeginNeeds(actor, need);
}

/** Who shows a school's need to the collaborative, and takes it back: its lead. */
export function mayShowNeed(actor: Actor, { ofSchoolId }: Owned): boolean {
  return ofSchoolId !== null && ofSchoolId === actor.school?.id && hasRole(actor, 'lead');
}

/** Who adds evidence: its writers, and once it is shown leads and faculty of every school and whoever convenes. */
export function mayAddEvidence(actor: Actor, need: Owned): boolean {
  return (
    mayWriteNeed(actor, need) ||
    (need.shownAt !== null && (actor.school === null ? hasRole(actor, 'convener') : hasRole(actor, 'lead', 'faculty')))
  );
}

/** Who takes a piece of evidence out: the need's writers, the school that added it, and of a need that is shown whoever convenes. */
export function mayTakeOutEvidence(actor: Actor, need: Owned, { bySchoolId }: { readonly bySchoolId: string | null }): boolean {
  if (mayWriteNeed(actor, need) || (need.shownAt !== null && hasRole(actor, 'convener'))) return true;
  return bySchoolId !== null && bySchoolId === actor.school?.id && hasRole(actor, 'lead', 'faculty');
}

/** Who says how soon a school wants a shown need met: the school's lead. */
export function mayPrioritise(actor: Actor, { shownAt }: Pick<Owned, 'shownAt'>): boolean {
  return shownAt !== null && actor.school !== null && hasRole(actor, 'lead');
}

/** Who closes a need, or opens it again: whoever convenes one that is shown, a lead the own school's. */
export function mayCloseNeed(actor: Actor, need: Owned): boolean {
  return (need.shownAt !== null && hasRole(actor, 'convener')) || mayShowNeed(actor, need);
}

/** Who says which programme answers a need: its writers, and of one that is shown whoever convenes. */
export function mayLinkProgramme(actor: Actor, need: Owned): boolean {
  return mayWriteNeed(actor, need) || (need.shownAt !== null && hasRole(actor, 'convener'));
}

import { type Actor, hasRole, type Member } from '#app/platform/actor.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMay = {
  leads: 'The school’s leads may; Members says who they are.',
  mappers: 'The school’s leads and mappers may; Members says who they are.',
  staff: 'Whoever works or teaches at the school may; its leads give these roles.',
  members: 'Whoever works or teaches at a school, or has a role in the collaborative, may; the school’s leads give its roles.',
  conveners: 'Whoever convenes the collaborative may.',
} as const;

/** Who works or teaches at the school sees its curriculum; students do not. */
export function mayViewCurriculum(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper', 'faculty', 'staff');
}

/** Who answers what a scan found, and may scan: the school's leads and mappers. A student who maps has that role. */
export function mayReview(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper');
}

/** Who keeps the keyword list that all schools scan with: whoever convenes, and the operator. */
export function mayKeepKeywords(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Who reads a keyword list's draft and tries words on own text: whoever keeps the list, and those who will review what it finds. */
export function mayTryKeywords(actor: Actor): boolean {
  return mayKeepKeywords(actor) || mayReview(actor);
}

/** Who brings a curriculum in, says which levels make a phase, and discards a file that was only checked: the school's leads. */
export function mayBringIn(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Who corrects the map and takes corrections back (entries by hand, edits, merges, the answer about groups): the school's leads and mappers. */
export function mayCorrect(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper');
}

/** Who moves the school's map to another version of the framework, once every link is decided: its leads. */
export function mayMoveMap(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Who sees rounds, their terms and boards: whoever works or teaches at a school, or has a role in the collaborative. Students do not. */
export function mayViewRounds(actor: Actor): boolean {
  return hasRole(actor, 'convener', 'steering-member', 'auditor') || mayViewCurriculum(actor);
}

/** Who prepares, opens, changes and closes rounds, and proposes their terms: whoever convenes. */
export function mayKeepRounds(actor: Actor): boolean {
  return hasRole(actor, 'convener');
}

/** Who accepts sharing terms for a school, or asks for a change: its leads. */
export function mayAnswerTerms(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Whose work tells how far a school is in a round: whoever works or teaches there. */
export function mayTellProgress(actor: Actor): boolean {
  return mayViewCurriculum(actor);
}

/** The school that a member reads rounds for: none for whoever has a role in the collaborative, else the first where they work or teach. */
export function roundSeatOf({ schools, collaborativeRoles }: Pick<Member, 'schools' | 'collaborativeRoles'>): string | undefined {
  if (collaborativeRoles.length > 0) return undefined;
  return schools.find(({ roles }) => roles.some((role) => role !== 'student'))?.slug;
}

/** Who calibrates in a round: the mappers and leads of its schools. */
export function mayCalibrate(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper');
}

/** Who offers an activity of the own school to calibrate with: its leads. */
export function mayOfferCalibration(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Who sets what a round agrees on: whoever convenes, and the leads of the school that the convener named (its id; null for none). */
export function maySettleCalibration(actor: Actor, schoolId: string | null): boolean {
  return mayKeepRounds(actor) || (actor.school !== null && actor.school.id === schoolId && hasRole(actor, 'lead'));
}

/** Who names course directors, asks them, settles what they say against mappers, and submits the year: the school's leads. */
export function mayAskDirectors(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Who sees which course directors are named, asked and heard: the school's leads and mappers. */
export function maySeeDirectors(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead', 'mapper');
}

/** Who may be a course's director: whoever works or teaches at the school. Of which course, `course_director` says; another course is missing. */
export function mayAnswerAsDirector(actor: Actor): boolean {
  return mayViewCurriculum(actor);
}

/** Who chooses what others see of the school, releases it and withdraws it: its leads. */
export function mayRelease(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

/** Who compares what schools released: whoever works or teaches at a school; of what is shared with the collaborative also its convener and steering members. */
export function mayCompare(actor: Actor): boolean {
  return mayViewCurriculum(actor) || hasRole(actor, 'convener', 'steering-member');
}

/** Who splits a year's queue among mappers and decides where two answered one suggestion differently: the school's leads. */
export function maySplit(actor: Actor): boolean {
  return actor.school !== null && hasRole(actor, 'lead');
}

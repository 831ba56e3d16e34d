import { sql } from 'kysely';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { dayAndTime } from '#app/ui/date.ts';

/** The submission of a year that stands, with who submitted it; null when none does. */
export async function submissionOf({ actor, tx }: Scope, year: string) {
  const submission = await tx
    .selectFrom('submission')
    .leftJoin('person', 'person.id', 'submission.submittedBy')
    .select(['submission.id', 'roundId', 'words', 'submittedAt', 'person.name as by'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .where('takenBackAt', 'is', null)
    .executeTakeFirst();
  return submission ?? null;
}

/** True while a submission of this year stands: its map is not changed. */
export async function isSubmitted(scope: Scope, year: string): Promise<boolean> {
  return (await submissionOf(scope, year)) !== null;
}

/**
 * Conflict when the year is submitted. Every command that answers or corrects calls it before its first write: whoever answers just then is either in
 * before the lead submits, who waits for them, or told.
 */
export async function refuseSubmitted(scope: Scope, year: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockOf(scope, year)})`.execute(scope.tx);
  const words = await submissionWords(scope, year);
  if (words) throw conflict(`${words} This was not saved.`);
}

/** Waits for whoever is answering or correcting in any year, and has the next wait: for the one command that moves the map. */
export async function holdEveryYear(scope: Scope): Promise<void> {
  for (const year of await yearsOf(scope)) await holdForSubmission(scope, year);
}

async function yearsOf({ actor, tx }: Scope): Promise<string[]> {
  const years = tx.selectFrom('curriculumYear').select('year').where('schoolId', '=', ownSchool(actor).id);
  return (await years.orderBy('year').execute()).map(({ year }) => year);
}

/** Conflict while a submitted year keeps the map from moving to a framework version (`submissionAgainstMove`). It waits as `refuseSubmitted` does, for every year. */
export async function refuseSubmittedMove(scope: Scope, versionId: string): Promise<void> {
  for (const year of await yearsOf(scope)) await sql`select pg_advisory_xact_lock_shared(${lockOf(scope, year)})`.execute(scope.tx);
  const words = await submissionAgainstMove(scope, versionId);
  if (words) throw conflict(`${words} This was not saved.`);
}

/**
 * Why the map does not move to a framework version (its id): a year is submitted for a round that is open or counts in that version, or for none. What a closed
 * round counts in another version stays as it is, so an old submission keeps no school from moving. Null when nothing speaks against it.
 */
export async function submissionAgainstMove(scope: Scope, versionId: string): Promise<string | null> {
  const submitted = await scope.tx
    .selectFrom('submission')
    .leftJoin('mappingRound', 'mappingRound.id', 'submission.roundId')
    .select('submission.year')
    .where('schoolId', '=', ownSchool(scope.actor).id)
    .where('takenBackAt', 'is', null)
    .where(({ eb, or }) =>
      or([
        eb('mappingRound.id', 'is', null),
        eb('mappingRound.status', '=', 'open'),
        eb('mappingRound.frameworkVersionId', '=', versionId),
      ]),
    )
    .orderBy('submission.year', 'desc')
    .executeTakeFirst();
  return submitted ? `${await submissionWords(scope, submitted.year)} A map moves with all its years.` : null;
}

/** Who submitted a year, when, and what that means for whoever would answer or correct; null while it is not submitted. */
export async function submissionWords(scope: Scope, year: string): Promise<string | null> {
  const submission = await submissionOf(scope, year);
  if (!submission) return null;
  const by = submission.by ? ` by ${submission.by}` : '';
  return `${year} was submitted${by} on ${dayAndTime(submission.submittedAt, zone)}, so nothing of it is changed any more. A lead can take the submission back while nothing is released.`;
}

/** Waits for whoever is answering or correcting, and has the next wait: for the one command that submits. */
export async function holdForSubmission(scope: Scope, year: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockOf(scope, year)})`.execute(scope.tx);
}

function lockOf({ actor }: Scope, year: string) {
  return sql`hashtextextended(${`submission ${ownSchool(actor).id} ${year}`}, 0)`;
}

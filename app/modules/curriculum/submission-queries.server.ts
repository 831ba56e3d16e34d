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

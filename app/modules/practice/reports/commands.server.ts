import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayAnswerReport, mayOpenReport, mayRemoveSampleReports } from './rules.ts';
import type { ReportYear } from './schema.ts';

/** Opens the questions of a year, or moves its days while it is not counted. */
export async function openReport(scope: Scope, { year, opensOn, closesOn }: ReportYear, { isSample = false } = {}): Promise<void> {
  if (!mayOpenReport(scope.actor)) throw forbidden('open the questions of a year', 'Whoever convenes may.');
  const days = { opensOn, closesOn };
  const kept = await scope.tx
    .insertInto('graduateReport')
    .values({ year, ...days, isSample, openedBy: scope.actor.personId })
    .onConflict((on) => on.column('year').doUpdateSet(days).where('graduateReport.countedAt', 'is', null))
    .returning('year')
    .executeTakeFirst();
  if (!kept) throw conflict('This year was counted, and its answers are gone.');
  await appendEvent(scope, { verb: 'open', subject: 'graduate_report', subjectId: year, after: { opensOn, closesOn } });
}

/** Keeps what a student answers, apart from who they are. It leaves no event: the turn says that somebody answered. */
export async function answerReport(scope: Scope, year: string, answers: Readonly<Record<string, number>>): Promise<void> {
  if (!mayAnswerReport(scope.actor)) throw forbidden('answer', 'Students of a school may.');
  if (Object.keys(answers).length === 0) throw conflict('Answer at least one of the questions.');
  const { rows } = await sql<{ said: string }>`select answer_graduate_report(${year}, ${JSON.stringify(answers)}::jsonb) as said`.execute(
    scope.tx,
  );
  if (rows[0]?.said === 'gone') throw missing('What is asked');
  if (rows[0]?.said === 'twice') throw conflict('You answered already. Thank you.');
}

/** Removes the years of the sample. */
export async function removeSampleReports(scope: Scope): Promise<void> {
  if (!mayRemoveSampleReports(scope.actor)) throw forbidden('remove the sample');
  await scope.tx.deleteFrom('graduateReport').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'graduate_report', subjectId: null });
}

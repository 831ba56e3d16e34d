import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellProgress } from './progress-commands.server.ts';
import { openRound } from './queries.server.ts';

/**
 * Tells the year's open round, if the school takes part in one, how far its map is: brought in, scanned with the round's keyword list, reviewed. Called when a file came in or was taken out, after a scan, and
 * when the school accepts the terms, since it may have begun before the round did.
 */
export async function tellMapped(scope: Scope, year: string): Promise<void> {
  const round = await openRound(scope, { year });
  if (!round) return;
  const { id: schoolId } = ownSchool(scope.actor);
  const { rows } = await sql<{ isIn: boolean; isScanned: boolean; told: string[] }>`
    select exists (select from activity where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null) as is_in,
      exists (select from school_event e join keyword_list k on k.id = ${round.keywordListId}::uuid where e.school_id = ${schoolId}::uuid
        and e.subject = 'curriculum_year' and e.subject_id = ${year} and e.verb = 'scan' and e.after->>'keywordList' = k.name || ', version ' || k.version) as is_scanned,
      array(select step from round_progress where round_id = ${round.id}::uuid and for_school_id = ${schoolId}::uuid) as told`.execute(
    scope.tx,
  );
  const { isIn, isScanned, told } = rows[0]!;
  for (const [step, isDone, waitsFor] of [
    ['bring-in', isIn, 'lead'],
    ['scan', isIn && isScanned, 'mapper'],
  ] as const) {
    if (isDone) await tellProgress(scope, { roundId: round.id, step, state: 'done', tenths: 10, waitsFor: null });
    else if (told.includes(step)) await tellProgress(scope, { roundId: round.id, step, state: 'open', tenths: 0, waitsFor });
  }
  if (isScanned) await tellReviewed(scope, year);
}

/** Tells the year's open round, if the school takes part in one, how much of the queue is answered. */
export async function tellReviewed(scope: Scope, year: string): Promise<void> {
  const round = await openRound(scope, { year });
  if (!round) return;
  // One after the other, so that of two who give the last two answers at once the second counts both.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reviewed ${round.id} ${ownSchool(scope.actor).id}`}, 0))`.execute(scope.tx);
  const { total, answered } = await scope.tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .select(({ fn }) => fn.count<number>('hit.answer').as('answered'))
    .where('hit.schoolId', '=', ownSchool(scope.actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const isDone = answered === total;
  await tellProgress(scope, {
    roundId: round.id,
    step: 'review',
    state: isDone ? 'done' : 'open',
    tenths: total === 0 ? 10 : Math.floor((10 * answered) / total),
    waitsFor: isDone ? null : 'mapper',
  });
}

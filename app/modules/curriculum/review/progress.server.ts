import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellProgress } from '../rounds/progress-commands.server.ts';
import { openRound } from '../rounds/queries.server.ts';

/** Tells the year's open round, if the school takes part in one, how much of the queue is answered. */
export async function tellReviewed(scope: Scope, year: string): Promise<void> {
  const round = await openRound(scope, { year });
  if (!round) return;
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

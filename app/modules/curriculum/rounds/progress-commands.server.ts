import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayTellProgress, whoMay } from '../rules.ts';
import type { StepWaiter, ToldStep } from './step.ts';

/** How far the school acted for is with a step. `tenths` is 0 to 10, never a count. `waitsFor`: null when it waits for nobody. */
export type Progress = {
  readonly roundId: string;
  readonly step: ToldStep;
  readonly state: 'open' | 'done';
  readonly tenths: number;
  readonly waitsFor: StepWaiter | null;
};

/**
 * Tells the round how far the school acted for is; called by the commands that do the step, in their transaction. Writes only when something
 * changed; a school that takes no part, or a round that is not open, is passed over. `since` moves when the state or who is waited for does.
 */
export async function tellProgress(scope: Scope, { roundId, step, state, tenths, waitsFor }: Progress): Promise<void> {
  const { actor, tx } = scope;
  if (!mayTellProgress(actor)) throw forbidden('tell how far a school is', whoMay.staff);
  const { id: forSchoolId } = ownSchool(actor);
  const taking = await tx
    .selectFrom('roundSchool')
    .innerJoin('mappingRound', 'mappingRound.id', 'roundSchool.roundId')
    .leftJoin('roundProgress as before', (join) =>
      join
        .onRef('before.roundId', '=', 'roundSchool.roundId')
        .onRef('before.forSchoolId', '=', 'roundSchool.forSchoolId')
        .on('before.step', '=', step),
    )
    .select(['before.state', 'before.tenths', 'before.waitsFor'])
    .where('roundSchool.roundId', '=', roundId)
    .where('roundSchool.forSchoolId', '=', forSchoolId)
    .where('leftAt', 'is', null)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (!taking || (taking.state === state && taking.tenths === tenths && taking.waitsFor === waitsFor)) return;
  const isMoved = taking.state !== state || taking.waitsFor !== waitsFor;
  const said = { state, tenths, waitsFor };
  await tx
    .insertInto('roundProgress')
    .values({ roundId, forSchoolId, step, ...said })
    .onConflict((on) => on.columns(['roundId', 'forSchoolId', 'step']).doUpdateSet(isMoved ? { ...said, since: new Date() } : said))
    .execute();
  if (isMoved)
    await appendSchoolEvent(scope, forSchoolId, {
      verb: state === 'done' ? 'finish' : 'continue',
      subject: 'round_progress',
      subjectId: step,
      after: { step, ...said },
    });
}

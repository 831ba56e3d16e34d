import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellProgress } from '../rounds/progress-commands.server.ts';
import type { Round } from '../rounds/queries.server.ts';
import { calibratedTenths } from './how-far.ts';
import { calibrationOf } from './queries.server.ts';

/** Tells the round how far the school is with the rating that runs. */
export async function tellCalibration(scope: Scope, round: Round): Promise<void> {
  const { tx } = scope;
  const schoolId = ownSchool(scope.actor).id;
  const rating = (await calibrationOf(scope, round.id))?.rating ?? 0;
  const roles = await tx
    .selectFrom('schoolRole')
    .select(['personId', 'role'])
    .where('schoolId', '=', schoolId)
    .where('role', 'in', ['mapper', 'lead'])
    .execute();
  const turns = await tx
    .selectFrom('calibrationTurn')
    .select(['personId', 'finishedAt'])
    .where('roundId', '=', round.id)
    .where('rating', '=', rating)
    .where('forSchoolId', '=', schoolId)
    .execute();
  const tenths = calibratedTenths({ roles, turns });
  const isDone = tenths === 10;
  await tellProgress(scope, {
    roundId: round.id,
    step: 'calibrate',
    state: isDone ? 'done' : 'open',
    tenths,
    waitsFor: isDone ? null : 'mapper',
  });
}

import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { competenciesToTry, ownEntries } from '../log/queries.server.ts';
import type { Step } from '../scale.ts';
import { growthOf } from './growth.ts';

/** The asking person's growth: each competency in force with its single self-views and observations. */
export async function ownGrowth(scope: Scope) {
  const { actor, tx } = scope;
  const observations = await tx
    .selectFrom('practiceObservation')
    .select(['id', 'month', 'entryId', 'state', sql<Step | null>`step`.as('step'), sql<Record<string, string>>`anchors`.as('anchors')])
    .select(sql<string>`concat_ws(', ', nullif(observer_name, ''), nullif(observer_role, ''))`.as('by'))
    .where('personId', '=', actor.personId)
    .execute();
  return growthOf(await competenciesToTry(scope), await ownEntries(scope), observations);
}

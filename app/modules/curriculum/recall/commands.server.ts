import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion } from '../queries.server.ts';
import { mayReview } from '../rules.ts';
import { lastScanOf, unhitActivities } from './queries.server.ts';
import type { Reading } from './schema.ts';

/**
 * Draws a sample of a year's activities without a hit: the first `size` by the MD5 of the seed and their stable ids, all when there are fewer. The seed is new unless
 * given (32 hexadecimal digits or less). Conflict before the first scan, and when every activity has a hit.
 */
export async function drawSample(
  scope: Scope,
  { year, size, seed = randomUUID().replaceAll('-', '') }: { year: string; size: number; seed?: string },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('draw a sample: the leads and mappers of the school do');
  const { id: schoolId } = ownSchool(actor);
  const list = await lastScanOf(scope, year);
  if (list === null) throw conflict(`Scan ${year} first: a sample is drawn of what the scan found nothing in.`);
  const unhit = await unhitActivities(scope, year).orderBy(sql`md5(${seed} || activity.stable_id::text)`).orderBy('activity.id').execute();
  if (unhit.length === 0) throw conflict(`Every activity of ${year} has a hit, so there is nothing to draw from.`);
  const { id } = await tx
    .insertInto('recallSample')
    .values({ schoolId, year, list, seed, unhit: unhit.length, drawnBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const drawn = unhit.slice(0, size).map(({ id: activityId }, position) => ({ schoolId, sampleId: id, activityId, position }));
  await tx.insertInto('recallActivity').values(drawn).execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: 'draw',
    subject: 'recall_sample',
    subjectId: id,
    after: { year, list, seed, unhit: unhit.length, size: drawn.length },
  });
  return id;
}

/** Keeps what the acting person says of an activity of a sample; saying it again replaces it. Missing unless the sample has it and the competencies are of the mapped version. */
export async function keepReading(scope: Scope, { sampleId, activityId, addresses }: Reading): Promise<void> {
  const { actor, tx } = scope;
  if (!mayReview(actor) || actor.personId === null) throw forbidden('read a sample: the leads and mappers of the school do');
  const { personId } = actor;
  const { id: schoolId } = ownSchool(actor);
  const found = await tx
    .selectFrom('recallActivity')
    .select('activityId')
    .where('schoolId', '=', schoolId)
    .where('sampleId', '=', sampleId)
    .where('activityId', '=', activityId)
    .executeTakeFirst();
  if (!found) throw missing('This activity of the sample');
  const known = new Set((await competenciesOf(scope, (await mappedVersion(scope)).id)).map(({ stableId }) => stableId));
  if (!addresses.every((stableId) => known.has(stableId))) throw missing('This competency');
  const said = [...new Set(addresses)];
  await tx
    .insertInto('recallReading')
    .values({ schoolId, sampleId, activityId, personId, addresses: said })
    .onConflict((on) =>
      on.columns(['schoolId', 'sampleId', 'activityId', 'personId']).doUpdateSet({ addresses: said, readAt: sql<Date>`now()` }),
    )
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'read', subject: 'recall_sample', subjectId: sampleId, after: { activityId } });
}

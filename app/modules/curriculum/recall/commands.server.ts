import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion } from '../queries.server.ts';
import { mayReview } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { lastScanOf, unhitActivities } from './queries.server.ts';
import type { Reading } from './schema.ts';

/**
 * Draws a sample of a year's activities without a hit: the first `size` by the MD5 of the seed and their stable ids, all when there are fewer. The seed is new unless
 * given (32 hexadecimal digits or less). Conflict before the first scan, when every activity has a hit, and when the year is submitted.
 */
export async function drawSample(
  scope: Scope,
  { year, size, seed = randomUUID().replaceAll('-', '') }: { year: string; size: number; seed?: string },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('draw a sample: the leads and mappers of the school do');
  const { id: schoolId } = ownSchool(actor);
  await refuseSubmitted(scope, year);
  const scan = await lastScanOf(scope, year);
  if (scan === null) throw conflict(`Scan ${year} first: a sample is drawn of what the scan found nothing in.`);
  const unhit = await unhitActivities(scope, { year, scanId: scan.id })
    .orderBy(sql`md5(${seed} || activity.stable_id::text)`)
    .orderBy('activity.id')
    .execute();
  if (unhit.length === 0) throw conflict(`Every activity of ${year} has a hit, so there is nothing to draw from.`);
  const { list } = scan;
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

/** Keeps what the acting person says of an activity of a sample; saying it again replaces it. Missing unless the sample has it and the competencies are of the mapped version. Conflict once two have read all: what was compared stays; and when the year is submitted. */
export async function keepReading(scope: Scope, { sampleId, activityId, addresses }: Reading): Promise<void> {
  const { actor, tx } = scope;
  if (!mayReview(actor) || actor.personId === null) throw forbidden('read a sample: the leads and mappers of the school do');
  const { personId } = actor;
  const { id: schoolId } = ownSchool(actor);
  await holdToRead(scope, sampleId);
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
  const before = await tx
    .selectFrom('recallReading')
    .select('addresses')
    .where('schoolId', '=', schoolId)
    .where('sampleId', '=', sampleId)
    .where('activityId', '=', activityId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  await tx
    .insertInto('recallReading')
    .values({ schoolId, sampleId, activityId, personId, addresses: said })
    .onConflict((on) =>
      on.columns(['schoolId', 'sampleId', 'activityId', 'personId']).doUpdateSet({ addresses: said, readAt: sql<Date>`now()` }),
    )
    .execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: 'read',
    subject: 'recall_sample',
    subjectId: sampleId,
    before,
    after: { activityId, addresses: said },
  });
}

/** Holds a sample until the end of the transaction, so that nobody changes an answer while the last one is given that lets two be compared. */
async function holdToRead(scope: Scope, sampleId: string): Promise<void> {
  const { id: schoolId } = ownSchool(scope.actor);
  const held = scope.tx.selectFrom('recallSample').select('year').where('schoolId', '=', schoolId).where('id', '=', sampleId);
  const sample = await held.forUpdate().executeTakeFirst();
  if (!sample) throw missing('This sample');
  await refuseSubmitted(scope, sample.year);
  const { rows } = await sql<{ isOwn: boolean; isDone: boolean }>`
    select r.person_id = ${scope.actor.personId} as "isOwn", count(*) = (select count(*) from recall_activity a
      where a.school_id = ${schoolId} and a.sample_id = ${sampleId}) as "isDone"
    from recall_reading r where r.school_id = ${schoolId} and r.sample_id = ${sampleId} group by r.person_id`.execute(scope.tx);
  const isReading = rows.some(({ isOwn, isDone }) => isOwn && !isDone);
  const done = rows.filter(({ isDone }) => isDone).length;
  if (done >= 2 && !isReading)
    throw conflict('Two people have read this sample, and what they said is compared, so it stays as it is. Draw another one.');
}

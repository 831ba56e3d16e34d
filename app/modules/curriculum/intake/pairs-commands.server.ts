import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { LikePair } from '../likeness/pairing.ts';
import { bulkFrom } from '../likeness/thresholds.ts';
import { mayBringIn } from '../rules.ts';
import type { PairAnswer } from './pairs.ts';

/** Keeps what a check proposes, in the place of what an earlier check did; what a person said of a pair that is proposed again stays. */
export async function keepProposals(scope: Scope, importId: string, pairs: readonly LikePair[]): Promise<void> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const schoolId = ownSchool(actor).id;
  const { status } = await lockedImport(scope, importId);
  if (status !== 'checking') return; // other work ended this check, or somebody discarded the file
  const rows = JSON.stringify(pairs.map(({ old, new: source, likeness, why }) => ({ old, source, likeness, why })));
  const proposed = sql`jsonb_to_recordset(${rows}::jsonb) as n(old uuid, source text, likeness int, why jsonb)`;
  await sql`delete from import_pair p where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid
    and not exists (select from ${proposed} where n.old = p.activity_id and n.source = p.source_id)`.execute(tx);
  await sql`insert into import_pair as kept (school_id, import_id, source_id, activity_id, likeness, why, position)
    select ${schoolId}::uuid, ${importId}::uuid, n.source, n.old, n.likeness, n.why, (row_number() over (order by n.likeness desc, n.source, n.old) - 1)::int from ${proposed}
    on conflict (school_id, import_id, source_id, activity_id) do update set likeness = excluded.likeness, why = excluded.why, position = excluded.position`.execute(
    tx,
  );
  if (pairs.length === 0) return;
  await appendSchoolEvent(scope, schoolId, {
    verb: 'propose-pairs',
    subject: 'curriculum_import',
    subjectId: importId,
    after: { pairs: pairs.length },
  });
}

/** Says whether two are the same activity, or takes that back. Nothing of the map changes before the file is brought in. Conflict when it is in already. */
export async function answerPair(scope: Scope, importId: string, { sourceId, activityId, answer }: PairAnswer): Promise<void> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const schoolId = ownSchool(actor).id;
  await assertWaits(scope, importId);
  const before = await tx
    .selectFrom('importPair')
    .select('answer')
    .where('schoolId', '=', schoolId)
    .where('importId', '=', importId)
    .where('sourceId', '=', sourceId)
    .where('activityId', '=', activityId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw missing('This pair');
  if (before.answer === answer) return;
  await tx
    .updateTable('importPair')
    .set({ answer, answeredBy: answer && actor.personId, answeredAt: answer && sql`now()` })
    .where('schoolId', '=', schoolId)
    .where('importId', '=', importId)
    .where('sourceId', '=', sourceId)
    .where('activityId', '=', activityId)
    .execute();
  const after = { sourceId, activityId, answer };
  await appendSchoolEvent(scope, schoolId, { verb: 'answer-pair', subject: 'curriculum_import', subjectId: importId, before, after });
}

/** Calls every open pair from a likeness up (at least the one from which this is right) the same. Answers how many. */
export async function acceptAlike(scope: Scope, importId: string, from: number): Promise<number> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  if (from < bulkFrom) throw invalid(`Pairs are accepted together from ${bulkFrom} % likeness up. Look at the others one by one.`);
  const schoolId = ownSchool(actor).id;
  await assertWaits(scope, importId);
  const { numUpdatedRows } = await tx
    .updateTable('importPair')
    .set({ answer: 'same', answeredBy: actor.personId, answeredAt: sql`now()` })
    .where('schoolId', '=', schoolId)
    .where('importId', '=', importId)
    .where('answer', 'is', null)
    .where('likeness', '>=', from)
    .executeTakeFirstOrThrow();
  const accepted = Number(numUpdatedRows);
  await appendSchoolEvent(scope, schoolId, {
    verb: 'accept-pairs',
    subject: 'curriculum_import',
    subjectId: importId,
    after: { from, accepted },
  });
  return accepted;
}

/** Takes back the last bulk acceptance of the asking person, whatever they answered one by one since. Answers how many pairs wait again. */
export async function takeBackAlike(scope: Scope, importId: string): Promise<number> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const schoolId = ownSchool(actor).id;
  await assertWaits(scope, importId);
  // Pairs that were accepted together carry the time of one transaction.
  const { rows } = await sql<{ at: Date }>`update import_pair set answer = null, answered_by = null, answered_at = null
    where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid and answer = 'same' and answered_at = (
      select e.at from school_event e where e.school_id = ${schoolId}::uuid and e.subject = 'curriculum_import' and e.subject_id = ${importId} and e.verb = 'accept-pairs'
        and e.person_id is not distinct from ${actor.personId}::uuid order by e.at desc limit 1)
    returning activity_id`.execute(tx);
  await appendSchoolEvent(scope, schoolId, {
    verb: 'take-back-pairs',
    subject: 'curriculum_import',
    subjectId: importId,
    after: { pairs: rows.length },
  });
  return rows.length;
}

async function assertWaits(scope: Scope, importId: string): Promise<void> {
  const { status } = await lockedImport(scope, importId);
  if (status !== 'checked' && status !== 'failed')
    throw conflict('This file no longer waits, so its pairs stand as they are. Its page says what became of it.');
}

async function lockedImport({ actor, tx }: Scope, importId: string) {
  const found = await tx
    .selectFrom('curriculumImport')
    .select('status')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw missing('This import');
  return found;
}

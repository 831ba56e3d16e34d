import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Part } from '../inventory/inventory.ts';
import { Matching } from '../inventory/matching.ts';
import { tellMapped } from '../rounds/mapped.server.ts';
import { assertMayBringIn } from './commands.server.ts';
import { bounded, writtenJson } from './keeping.ts';
import { type Merged, mergeStaged } from './merge.server.ts';
import { latestChange, lockedImport } from './queries.server.ts';
import type { ImportReport } from './report.ts';
import { changedSince, stampOf } from './year-change.ts';

/** More begins than any number of restarts explains: something in the file ends the process that works on it. */
const mostBegins = 20;

/** Counts that work on an import begins; false when it has begun too often and is to be given up. */
export async function beginWork(scope: Scope, id: string): Promise<boolean> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const counted = await tx
    .updateTable('curriculumImport')
    .set(({ eb }) => ({ begins: eb('begins', '+', 1) }))
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', id)
    .returning('begins')
    .executeTakeFirst();
  return counted === undefined || counted.begins <= mostBegins;
}

/** The file of an import that is to be checked, and how to read it. */
export type ToCheck = {
  readonly fileId: string;
  readonly year: string;
  readonly dropControlCharacters: boolean;
  readonly matching: Matching | undefined;
};

/**
 * Empties the staging of an import that is to be checked, and notes how its year stands now. Answers its file and how to read it, or null when there is
 * nothing to check (any more).
 */
export async function beginCheck(scope: Scope, id: string): Promise<ToCheck | null> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const found = await lockedImport(scope, id);
  if (found?.status !== 'checking') return null;
  const schoolId = ownSchool(actor).id;
  await tx.deleteFrom('curriculumImportRow').where('schoolId', '=', schoolId).where('importId', '=', id).execute();
  const stands = stampOf(await latestChange(scope, found.year));
  await tx.updateTable('curriculumImport').set({ done: 0, stands }).where('schoolId', '=', schoolId).where('id', '=', id).execute();
  const { fileId, year, dropsControlCharacters: dropControlCharacters } = found;
  return { fileId, year, dropControlCharacters, matching: Matching.safeParse(found.matching).data };
}

/**
 * Puts parts behind the `after` parts that are staged already. False when other work has taken this import over: the staging then is not where
 * this work left it. So the staging never has a gap, whoever else starts again from the beginning meanwhile.
 */
export async function stageParts(
  scope: Scope,
  { id, after, parts, done }: { id: string; after: number; parts: readonly Part[]; done: number },
): Promise<boolean> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const found = await lockedImport(scope, id);
  if (found?.status !== 'checking' || (await stagedCount(scope, id)) !== after) return false;
  await sql`
    insert into curriculum_import_row (school_id, import_id, position, kind, part)
    select ${schoolId}::uuid, ${id}::uuid, ${after}::int + place::int - 1, part->>'kind', part
    from jsonb_array_elements(${writtenJson(parts)}::jsonb) with ordinality as each(part, place)`.execute(tx);
  await tx
    .updateTable('curriculumImport')
    .set({ done: bounded(done) })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  return true;
}

/** Keeps what the check found. `staged` is how many parts it staged; when others stand there, other work is at it and this one's word does not count. */
export async function endCheck(
  scope: Scope,
  { id, isRejected, staged, report }: { id: string; isRejected: boolean; staged: number; report: ImportReport },
): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const found = await lockedImport(scope, id);
  if (found?.status !== 'checking' || (!isRejected && (await stagedCount(scope, id)) !== staged)) return;
  const status = isRejected ? 'rejected' : 'checked';
  if (isRejected) await tx.deleteFrom('curriculumImportRow').where('schoolId', '=', schoolId).where('importId', '=', id).execute();
  await tx
    .updateTable('curriculumImport')
    .set({ status, report: writtenJson(report), finishedAt: isRejected ? new Date() : null, done: ({ ref }) => ref('total') })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  const after = { status, events: report.check.events, messages: report.check.messages.length };
  await appendSchoolEvent(scope, schoolId, { verb: 'check', subject: 'curriculum_import', subjectId: id, after });
}

/**
 * Makes a confirmed file the map of its year: all of it or nothing, once. Answers what was written; null when there was nothing to do (any more), or when
 * another import changed the year first: the file then waits again, for somebody who sees what it would change now.
 */
export async function mergeImport(scope: Scope, id: string): Promise<Merged | null> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  await sql`set local statement_timeout = '15min'`.execute(tx); // a very large file in one transaction is slow, and still better than a half
  const found = await lockedImport(scope, id);
  if (found?.status !== 'importing') return null;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`curriculum ${schoolId} ${found.year}`}, 0))`.execute(tx);
  const change = await latestChange(scope, found.year);
  if (stampOf(change) !== found.stands) {
    await waitAgain(scope, id, changedSince(found.year, change));
    return null;
  }
  const merged = await mergeStaged(scope, { schoolId, importId: id, year: found.year, covers: found.covers });
  await tellMapped(scope, found.year);
  await tx.deleteFrom('curriculumImportRow').where('schoolId', '=', schoolId).where('importId', '=', id).execute();
  await tx
    .updateTable('curriculumImport')
    .set({
      status: 'imported',
      result: JSON.stringify({ ...merged, confirmedBy: found.confirmedBy }),
      finishedAt: new Date(),
      mergedAt: sql`now()`, // the beginning of this transaction: whatever people did since is after it
      problem: null,
    })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  // The record names the person who decided, although a program did the work.
  const decider = found.confirmedBy === null ? actor : { ...actor, kind: 'person' as const, personId: found.confirmedBy };
  await appendSchoolEvent({ actor: decider, tx }, schoolId, { verb: 'import', subject: 'curriculum_import', subjectId: id, after: merged });
  return merged;
}

async function waitAgain(scope: Scope, id: string, problem: string): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  await tx
    .updateTable('curriculumImport')
    .set({ status: 'checked', problem })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  const change = { before: { status: 'importing' }, after: { status: 'checked', problem } };
  await appendSchoolEvent(scope, schoolId, { verb: 'wait', subject: 'curriculum_import', subjectId: id, ...change });
}

/** Notes that the work on an import was given up, and what that means. The map is as it was. */
export async function failImport(scope: Scope, id: string): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const found = await lockedImport(scope, id);
  if (found?.status !== 'checking' && found?.status !== 'importing') return;
  const problem = found.hasReport
    ? 'Bringing this file in stopped with a fault. Nothing of it was written; the curriculum is as it was. Try again, or discard the file.'
    : 'Reading this file stopped with a fault. Nothing of it was written. Discard it and bring it in again.';
  await tx
    .updateTable('curriculumImport')
    .set({ status: 'failed', problem })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  const change = { before: { status: found.status }, after: { status: 'failed' } };
  await appendSchoolEvent(scope, schoolId, { verb: 'fail', subject: 'curriculum_import', subjectId: id, ...change });
}

async function stagedCount({ actor, tx }: Scope, id: string): Promise<number> {
  const { last } = await tx
    .selectFrom('curriculumImportRow')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('schoolId', '=', ownSchool(actor).id)
    .where('importId', '=', id)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

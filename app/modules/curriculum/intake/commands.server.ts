import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { Matching, type Proposal, recalled } from '../inventory/matching.ts';
import { mayBringIn } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { bounded } from './keeping.ts';
import { latestChange, lockedImport } from './queries.server.ts';
import type { Covers, ImportStatus } from './schema.ts';
import { changedSince, stampOf } from './year-change.ts';

/** A file whose bytes already lie in their place, under this id. */
export type PlacedFile = { readonly id: string; readonly bytes: number; readonly sha256: string };

/** Refuses whoever may not bring a curriculum in, before a large file travels. */
export function assertMayBringIn({ actor }: Pick<Scope, 'actor'>): void {
  ownSchool(actor);
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
}

/** A placed file with the year that it tells about and its own name. */
export type NewFile = {
  readonly year: string;
  readonly name: string;
  readonly file: PlacedFile;
  /** It came in pieces and stands in `arriving_file` under the same id. */
  readonly isArriving?: boolean;
  /** How it would be read, when it is a spreadsheet. */
  readonly proposal?: Proposal | null;
  /** A person is there to match its columns; otherwise they are read as proposed. */
  readonly asksColumns?: boolean;
};

/**
 * Notes a file and that it is to be checked, or, for a spreadsheet of a shape that the school has not matched yet, that its columns wait for a person.
 * Nothing of the map changes. Answers the import's id.
 */
export async function startImport(scope: Scope, { year, name, file, isArriving, proposal, asksColumns }: NewFile): Promise<string> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  await refuseCrowd(scope);
  if (isArriving) {
    const [gone] = await tx.deleteFrom('arrivingFile').where('schoolId', '=', schoolId).where('id', '=', file.id).execute();
    if (gone?.numDeletedRows !== 1n) throw missing('This file');
  }
  await tx
    .insertInto('schoolFile')
    .values({ schoolId, ...file, name: name.slice(0, 200), broughtBy: actor.personId })
    .execute();
  const matched = proposal ? await matchedBefore(scope, proposal) : null;
  const status = proposal && asksColumns && !matched ? 'matching' : 'checking';
  const { id } = await tx
    .insertInto('curriculumImport')
    .values({ schoolId, fileId: file.id, year, status, total: bounded(file.bytes), startedBy: actor.personId, ...matched })
    .returning('id')
    .executeTakeFirstOrThrow();
  const after = { year, file: name.slice(0, 200), bytes: file.bytes, sha256: file.sha256 };
  await appendSchoolEvent(scope, schoolId, { verb: 'start', subject: 'curriculum_import', subjectId: id, after });
  return id;
}

/** How the school matched the columns of an earlier file of the same shape, for this one. */
async function matchedBefore({ actor, tx }: Scope, proposal: Proposal) {
  const kept = await tx
    .selectFrom('columnMatching')
    .select(['matching', 'usedBy', 'usedAt'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('shape', '=', proposal.shape)
    .executeTakeFirst();
  const matching = Matching.safeParse(kept?.matching);
  if (!kept || !matching.success) return null;
  return { matching: JSON.stringify(recalled(proposal, matching.data)), matchedBy: kept.usedBy, matchedAt: kept.usedAt };
}

/** Files that wait for somebody's decision fill the disk; nobody needs twenty at once. */
const mostWaiting = 20;

/** Refuses another file while too many of the school wait for a decision. */
export async function refuseCrowd({ actor, tx }: Scope): Promise<void> {
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const { waiting } = await tx
    .selectFrom('curriculumImport')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('schoolId', '=', ownSchool(actor).id)
    .where('status', 'not in', ['imported', 'undone'])
    .executeTakeFirstOrThrow();
  if (waiting >= mostWaiting)
    throw conflict(`${waiting} files of your school wait to be brought in or discarded. Decide about some of them, then bring this one.`);
}

/**
 * Asks for a checked file to become the map of its year, as the whole of it or as a part. Of several people who ask at once, one is answered; the others
 * meet a conflict, and so does whoever looked at a file that was compared with what has changed since.
 */
export async function confirmImport(scope: Scope, id: string, covers?: Covers): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const before = await lockedImport(scope, id);
  if (!before) throw missing('This import');
  // A merge that failed may be asked for again: its rows still wait.
  if (before.status !== 'checked' && !(before.status === 'failed' && before.hasReport)) throw conflict(standing[before.status]);
  await refuseSubmitted(scope, before.year);
  const change = await latestChange(scope, before.year);
  if (stampOf(change) !== before.stands) throw conflict(changedSince(before.year, change));
  const result = JSON.stringify({ confirmedBy: actor.personId });
  await tx
    .updateTable('curriculumImport')
    .set({ status: 'importing', result, problem: null, ...(covers ? { covers } : {}) })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  const after = { status: 'importing', year: before.year, covers: covers ?? before.covers };
  await appendSchoolEvent(scope, schoolId, {
    verb: 'confirm',
    subject: 'curriculum_import',
    subjectId: id,
    before: { status: before.status },
    after,
  });
}

const standing: Record<ImportStatus, string> = {
  matching: 'The columns of this file are not matched yet. Match them first.',
  checking: 'This file is still being read. Wait for its report.',
  checked: 'This file is checked and waits.',
  rejected: 'This file could not be read, so there is nothing to bring in. Its report says why.',
  importing: 'Somebody already asked for this file to be brought in. It is under way.',
  imported: 'This file is already in.',
  undone: 'This file was brought in and taken out again. Bring it anew.',
  failed: 'Reading this file stopped half-way. Discard it and bring it in again.',
};

/** Asks for a file that was refused for its control characters to be checked again without them; each is named in the new report. */
export async function readWithoutControlCharacters(scope: Scope, id: string): Promise<void> {
  await checkAnew(scope, id, { from: ['rejected'], set: { dropsControlCharacters: true } });
}

/** Asks for a checked file to be compared again with a year that changed meanwhile. */
export async function compareAgain(scope: Scope, id: string): Promise<void> {
  await checkAnew(scope, id, { from: ['checked', 'failed'], set: {} });
}

/** Says how the columns of a spreadsheet are to be read, for this file and for the next ones of its shape; it is then checked, or checked anew. */
export async function matchColumns(scope: Scope, id: string, { matching, shape }: { matching: Matching; shape: string }): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const kept = { matching: JSON.stringify(matching), usedBy: actor.personId, usedAt: new Date() };
  const set = { matching: kept.matching, matchedBy: kept.usedBy, matchedAt: kept.usedAt };
  await checkAnew(scope, id, { from: ['matching', 'checked', 'rejected', 'failed'], set });
  await tx
    .insertInto('columnMatching')
    .values({ schoolId, shape, ...kept })
    .onConflict((same) => same.columns(['schoolId', 'shape']).doUpdateSet(kept))
    .execute();
}

type Anew = {
  from: readonly ImportStatus[];
  set: { dropsControlCharacters?: boolean; matching?: string; matchedBy?: string | null; matchedAt?: Date };
};

/** Back to the beginning of the check; what was staged goes when it begins. */
async function checkAnew(scope: Scope, id: string, { from, set }: Anew): Promise<void> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const before = await lockedImport(scope, id);
  if (!before) throw missing('This import');
  if (!from.includes(before.status)) throw conflict(standing[before.status]);
  await tx
    .updateTable('curriculumImport')
    .set({ ...set, status: 'checking', report: null, finishedAt: null, problem: null, done: 0, begins: 0 })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
  const after = { status: 'checking', ...set };
  await appendSchoolEvent(scope, schoolId, {
    verb: 'read-again',
    subject: 'curriculum_import',
    subjectId: id,
    before: { status: before.status },
    after,
  });
}

/** Discards a file that was not brought in, with its report. Answers the id of the file whose bytes the caller then drops. */
export async function withdrawImport(scope: Scope, id: string): Promise<string> {
  assertMayBringIn(scope);
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const found = await lockedImport(scope, id);
  if (!found) throw missing('This import');
  if (found.status === 'importing' || found.status === 'imported' || found.status === 'undone') throw conflict(standing[found.status]);
  // The import and its staged rows go with the file.
  await tx.deleteFrom('schoolFile').where('schoolId', '=', schoolId).where('id', '=', found.fileId).execute();
  const before = { status: found.status, year: found.year };
  await appendSchoolEvent(scope, schoolId, { verb: 'withdraw', subject: 'curriculum_import', subjectId: id, before });
  return found.fileId;
}

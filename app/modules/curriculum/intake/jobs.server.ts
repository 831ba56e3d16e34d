import { randomUUID } from 'node:crypto';
import { setImmediate as afterOthers, setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ActingSchool, type Actor, operator, ownSchool, visitor } from '#app/platform/actor.ts';
import { dropFile, type KeptFile, pathOfFile, placeFile } from '#app/platform/files.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { UnreadableFile } from '#app/platform/sheet-file.server.ts';
import type { Chosen } from '../inventory/column-proposal.ts';
import type { Message, Part } from '../inventory/inventory.ts';
import { proposalOf, readInventory } from '../inventory/inventory-file.server.ts';
import type { Matching, Proposal } from '../inventory/matching.ts';
import {
  assertMayBringIn,
  compareAgain,
  confirmImport,
  matchColumns,
  type NewFile,
  readWithoutControlCharacters,
  startImport,
  withdrawImport,
} from './commands.server.ts';
import { keepable } from './keeping.ts';
import { proposals } from './pairs.ts';
import { keepProposals } from './pairs-commands.server.ts';
import { comparedActivities } from './pairs-queries.server.ts';
import { importState } from './queries.server.ts';
import { createPreview } from './report.ts';
import type { Covers } from './schema.ts';
import { beginCheck, beginWork, endCheck, failImport, mergeImport, stageParts } from './work-commands.server.ts';

const ImportWork = z.object({ school: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }), importId: z.uuid() });
type ImportWork = z.infer<typeof ImportWork>;

/** Reads a file that waits for its check, or merges one that a person confirmed. Starts again from the beginning as often as it is killed. */
const importWork: Job<ImportWork> = { name: 'curriculum-import', schema: ImportWork, run: carryOn, unfinished };

/** The work of bringing curricula in, for the host, which starts every module's jobs alike and knows nothing of their data. */
export const intakeJobs: readonly Job[] = [importWork];

/** A file that has arrived, its own name and the year that it tells about; `asksColumns` when a person is there to match the columns of a spreadsheet. */
type ArrivedFile = { year: string; name: string; file: KeptFile; asksColumns?: boolean };

/** Places an arrived file and starts its import; the check goes on without the caller. After an error nothing of the file is left. */
export async function bringFile(actor: Actor, { year, name, file, asksColumns }: ArrivedFile): Promise<string> {
  const id = randomUUID();
  try {
    assertMayBringIn({ actor });
    // The bytes first: a row always has its file. Bytes without a row, after a crash between the two, are nobody's.
    await placeFile(file, ownSchool(actor).id, id);
    const { bytes, sha256 } = file;
    return await bringPlaced(actor, { year, name, file: { id, bytes, sha256 }, asksColumns });
  } catch (error) {
    await dropFile(file.temporary);
    if (actor.school) await dropFile(pathOfFile(actor.school.id, id));
    throw error;
  }
}

/** Starts the import of a file that lies in its place. */
export async function bringPlaced(actor: Actor, file: NewFile): Promise<string> {
  const proposal = await proposalFor(ownSchool(actor), file.file.id);
  const importId = await as(actor, (scope) => startImport(scope, { ...file, proposal }));
  await enqueue(importWork, { school: ownSchool(actor), importId });
  return importId;
}

/** Of which sheet, and what a person has said of its columns. */
type AskedSheet = { sheet?: string | undefined; chosen?: Chosen };

/** How a kept spreadsheet would be read; null for another kind of file, and for one that cannot be read: its check says why. */
export async function proposalFor(school: ActingSchool, fileId: string, asked: AskedSheet = {}): Promise<Proposal | null> {
  try {
    return await proposalOf(pathOfFile(school.id, fileId), asked);
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

/** Has a spreadsheet checked with its columns read as a person says; the check goes on without the caller. */
export async function readColumns(actor: Actor, importId: string, said: { matching: Matching; shape: string }): Promise<void> {
  await as(actor, (scope) => matchColumns(scope, importId, said));
  await enqueue(importWork, { school: ownSchool(actor), importId });
}

/** Has a checked file compared again with a year that changed meanwhile; the check goes on without the caller. */
export async function compare(actor: Actor, importId: string): Promise<void> {
  await as(actor, (scope) => compareAgain(scope, importId));
  await enqueue(importWork, { school: ownSchool(actor), importId });
}

/** Confirms a checked file, as the whole of its year or as a part; the merge goes on without the caller. */
export async function bringIn(actor: Actor, importId: string, covers?: Covers): Promise<void> {
  await as(actor, (scope) => confirmImport(scope, importId, covers));
  await enqueue(importWork, { school: ownSchool(actor), importId });
}

/** Has a refused file read again without its control characters; the check goes on without the caller. */
export async function readAgain(actor: Actor, importId: string): Promise<void> {
  await as(actor, (scope) => readWithoutControlCharacters(scope, importId));
  await enqueue(importWork, { school: ownSchool(actor), importId });
}

/** Discards a file that was not brought in, and its bytes. */
export async function discard(actor: Actor, importId: string): Promise<void> {
  const fileId = await as(actor, (scope) => withdrawImport(scope, importId));
  await dropFile(pathOfFile(ownSchool(actor).id, fileId));
}

/** How often work that met a passing fault (the database was away, say) is tried, and the first wait in milliseconds, which doubles. */
const patience = { tries: 8, wait: 250 };

async function carryOn(work: ImportWork, signal: AbortSignal): Promise<void> {
  const actor = operator(work.school);
  for (let tries = 1; ; tries++) {
    try {
      if (tries === 1 && !(await as(actor, (scope) => beginWork(scope, work.importId))))
        return await as(actor, (scope) => failImport(scope, work.importId));
      return await advance(actor, work.importId, signal);
    } catch (error) {
      if (signal.aborted) throw error; // the next process finds it unfinished
      if (!isPassing(error) || tries === patience.tries) {
        logFault(`import ${work.importId}`, error);
        return as(actor, (scope) => failImport(scope, work.importId));
      }
      await sleep(patience.wait * 2 ** (tries - 1), undefined, { signal });
    }
  }
}

async function advance(actor: Actor, importId: string, signal: AbortSignal): Promise<void> {
  const state = await as(actor, (scope) => importState(scope, importId)).catch((error: unknown) => {
    if ((error as { kind?: string }).kind === 'missing') return null; // discarded meanwhile
    throw error;
  });
  if (state?.status === 'checking') await check(actor, importId, signal);
  if (state?.status === 'importing') await as(actor, (scope) => mergeImport(scope, importId));
}

/** Parts staged in one short scope, and characters of them: a part may be large. */
const batchSize = { parts: 500, characters: 8_000_000 };

/** The work of a check belongs to somebody else now, or its scope failed (`cause`). */
class Interrupted extends Error {}

/** Reads the file outside any scope and stages what it holds, some hundred parts at a time. */
async function check(actor: Actor, importId: string, signal: AbortSignal): Promise<void> {
  const found = await as(actor, (scope) => beginCheck(scope, importId));
  if (found === null) return;
  const { fileId, year, dropControlCharacters, matching } = found;
  const preview = createPreview();
  const changed: Message[] = [];
  let batch: Part[] = [];
  let characters = 0;
  let staged = 0;
  let done = 0;

  async function stage() {
    const parts = batch;
    batch = [];
    characters = 0;
    const isOurs = await as(actor, (scope) => stageParts(scope, { id: importId, after: staged, parts, done })).catch((cause: unknown) => {
      // Wrapped, since the reader takes the codes of some errors for its file's.
      throw new Interrupted('staging failed', { cause });
    });
    if (!isOurs) throw new Interrupted('taken over');
    staged += parts.length;
  }

  async function take(parts: readonly Part[]) {
    for (const each of parts) {
      const { part, message } = keepable(each);
      if (message && changed.length < 1000) changed.push(message);
      if (!part) continue;
      preview.add(part);
      batch.push(part);
      characters += JSON.stringify(part).length;
      if (batch.length >= batchSize.parts || characters > batchSize.characters) await stage();
    }
  }

  try {
    const path = pathOfFile(ownSchool(actor).id, fileId);
    const onProgress = (read: number) => {
      done = read;
    };
    const { check, isRejected } = await readInventory(path, { signal, dropControlCharacters, matching, onParts: take, onProgress });
    if (!isRejected && batch.length > 0) await stage();
    if (!isRejected) await proposePairs(actor, { importId, year }, signal);
    const report = { check: isRejected ? check : { ...check, messages: [...check.messages, ...changed] }, preview: preview.finish() };
    await as(actor, (scope) => endCheck(scope, { id: importId, isRejected, staged, report }));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (error.cause) throw error.cause;
  }
}

/** Compares what the file names by new ids with what is here, outside any scope and letting others work meanwhile. */
async function proposePairs(actor: Actor, file: { importId: string; year: string }, signal: AbortSignal): Promise<void> {
  const steps = proposals(await as(actor, (scope) => comparedActivities(scope, file)));
  for (;;) {
    const step = steps.next();
    if (step.done) return as(actor, (scope) => keepProposals(scope, file.importId, step.value));
    await afterOthers(undefined, { signal });
  }
}

/** A fault that another try may not meet: of the connection, of a server that is starting or ending, of a deadlock. PostgreSQL's classes 08, 40, 53, 57. */
function isPassing(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return /connection|timeout/i.test(String(error));
  return /^(08|40|53|57|E[A-Z]+$)/.test(code);
}

/** Imports that a process left when it was killed, school by school. Which schools there are is public; their imports are not. */
async function unfinished(): Promise<ImportWork[]> {
  const schools = await as(visitor, ({ tx }) => tx.selectFrom('school').select(['id', 'slug', 'name']).execute());
  const found: ImportWork[] = [];
  for (const school of schools) found.push(...(await unfinishedOf(school)));
  return found;
}

async function unfinishedOf(school: ActingSchool): Promise<ImportWork[]> {
  const rows = await as(operator(school), ({ tx }) =>
    tx
      .selectFrom('curriculumImport')
      .select('id')
      .where('schoolId', '=', school.id)
      .where('status', 'in', ['checking', 'importing'])
      .execute(),
  );
  return rows.map(({ id }) => ({ school, importId: id }));
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import * as z from 'zod';
import type { Actor } from '#app/platform/actor.ts';
import { kindOfFile } from '#app/platform/file-kind.server.ts';
import { copyToPlace, dropFile, type KeptFile, pathOfFile, placeFile } from '#app/platform/files.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { invalid } from '#app/platform/problem.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import { zipEntries } from '#app/platform/zip-file.server.ts';
import { beginAdaptation, dropDraft } from '../items/commands.server.ts';
import { itemNamed, itemToKeep } from '../items/queries.server.ts';
import { dropArriving } from './arriving-commands.server.ts';
import { addFile, assertMayBringFile, type PlacedFile, removeFile } from './commands.server.ts';
import { lookAt } from './look.server.ts';

const LookWork = z.object({ itemId: z.uuid(), fileId: z.uuid() });
type LookWork = z.infer<typeof LookWork>;

/** Looks into a file that was brought. Run again it looks again. */
const looking: Job<LookWork> = { name: 'library-look', schema: LookWork, run: look, unfinished };
/** Bytes that an office file may unpack to in all, and how many times its own size. */
const office = { bytes: 1024 ** 3, ratio: 100, from: 20 * 1024 ** 2 } as const;

/** The background work of the library's files, for the host. */
export const libraryFileJobs: readonly Job[] = [looking];

/** Gives an arrived file its place in a draft, has it looked into, and leaves nothing of it after a refusal. Answers its id. */
export async function takeFile(actor: Actor, slug: string, { name, file }: { name: string; file: KeptFile }): Promise<string> {
  try {
    const kind = await safeKind(file.temporary, name);
    const { itemId } = await as(actor, (scope) => assertMayBringFile(scope, slug));
    const id = randomUUID();
    // The bytes first: a row always has its file. Bytes without a row, after a crash between the two, are nobody's.
    await placeFile(file, itemId, id);
    return await noteFile(actor, slug, { itemId, id, name, ...kind, bytes: file.bytes, sha256: file.sha256 });
  } finally {
    await dropFile(file.temporary);
  }
}

/**
 * Makes a file of a draft of one that came in pieces and lies in its place already. It stops being on its way in the same moment, so that a process that is killed leaves the one or the
 * other; whoever sent it goes on from there. Where the draft cannot take it, it stays on its way.
 */
export async function takePlaced(actor: Actor, slug: string, { itemId, ...file }: PlacedFile & { itemId: string }): Promise<void> {
  await as(actor, async (scope) => {
    await addFile(scope, slug, file);
    await dropArriving(scope, slug, file.id);
  });
  await enqueue(looking, { itemId, fileId: file.id });
}

type Noted = PlacedFile & { itemId: string };

async function noteFile(actor: Actor, slug: string, { itemId, id, name, type, extension, bytes, sha256 }: Noted): Promise<string> {
  try {
    await as(actor, (scope) => addFile(scope, slug, { id, name, type, extension, bytes, sha256 }));
  } catch (error) {
    await dropFile(pathOfFile(itemId, id));
    throw error;
  }
  await enqueue(looking, { itemId, fileId: id });
  return id;
}

/** What a file is by its bytes; an office file that would unpack to far more than it is, is refused before anybody opens it. */
export async function safeKind(path: string, name: string): Promise<{ type: string; extension: string }> {
  const { type, extension } = await kindOfFile(path, name);
  if (!/^(docx|pptx|xlsx|odt|odp)$/.test(extension)) return { type, extension };
  const entries = await zipEntries(path).catch((error: unknown) => {
    if (error instanceof UnreadableFile) throw invalid(`${error.found}. Expected: ${error.expected}.`);
    throw error;
  });
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (unpacked > office.bytes || (unpacked > office.from && unpacked > packed * office.ratio))
    throw invalid('This file would unpack to far more than it is. Save it again in the program that made it, and bring that.');
  return { type, extension };
}

async function unfinished(): Promise<LookWork[]> {
  return asSystem(({ tx }) =>
    tx
      .selectFrom('libraryFile as f')
      .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'f.itemId').onRef('v.number', '=', 'f.number'))
      .select(['f.itemId', 'f.id as fileId'])
      // Files of drafts are looked into again where an earlier release did not look for traces.
      .where(sql<boolean>`f.look is null or v.published_at is null and not jsonb_exists(f.look, 'traces')`)
      .groupBy(['f.itemId', 'f.id'])
      .execute(),
  );
}

async function look({ itemId, fileId }: LookWork): Promise<void> {
  const file = await asSystem(({ tx }) =>
    tx.selectFrom('libraryFile').select(['extension', 'previews']).where('itemId', '=', itemId).where('id', '=', fileId).executeTakeFirst(),
  );
  if (!file) return;
  const seen = await lookAt(pathOfFile(itemId, fileId), file.extension);
  const previews: string[] = [];
  for (const picture of seen.previews) {
    const id = randomUUID();
    await placeFile(picture, itemId, id);
    previews.push(id);
  }
  const { numUpdatedRows } = await asSystem(({ tx }) =>
    tx
      .updateTable('libraryFile')
      .set({ look: JSON.stringify(seen.look), words: seen.words, previews })
      .where('itemId', '=', itemId)
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow(),
  );
  for (const id of numUpdatedRows === 0n ? previews : file.previews) await dropFile(pathOfFile(itemId, id));
}

/** Takes a file out of a draft, and its bytes with it where no other version has it. */
export async function takeOutFile(actor: Actor, slug: string, file: string): Promise<void> {
  const { itemId, gone } = await as(actor, (scope) => removeFile(scope, slug, file));
  for (const id of gone) await dropFile(pathOfFile(itemId, id));
}

/** Throws a draft away with the bytes that were its own. Answers whether its item went with it. */
export async function throwAway(actor: Actor, slug: string): Promise<boolean> {
  const { itemId, fileIds, isItemGone } = await as(actor, (scope) => dropDraft(scope, slug));
  for (const id of fileIds) await dropFile(pathOfFile(itemId, id));
  return isItemGone;
}

/** Begins an adaptation with copies of the source's files and of their pictures, so that it stands when the source is no more. Answers its short name. */
export async function adapt(actor: Actor, slug: string): Promise<string> {
  const source = await as(actor, (scope) => itemNamed(scope, slug));
  const own = await as(actor, (scope) => beginAdaptation(scope, slug));
  try {
    const { itemId, ids } = await as(actor, async (scope) => {
      const item = await itemToKeep(scope, own);
      const files = await scope.tx.selectFrom('libraryFile').select(['id', 'previews']).where('itemId', '=', item.id).execute();
      return { itemId: item.id, ids: files.flatMap(({ id, previews }) => [id, ...previews]) };
    });
    for (const id of ids) await copyToPlace(pathOfFile(source.id, id), pathOfFile(itemId, id));
  } catch (error) {
    await throwAway(actor, own);
    throw error;
  }
  return own;
}

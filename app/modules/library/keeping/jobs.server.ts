import { createHash } from 'node:crypto';
import * as z from 'zod';
import { config, ownAddress } from '#app/platform/config.server.ts';
import { publish } from '#app/platform/events.server.ts';
import { copyToPlace, dropFile, dropFolder, dropForgotten, filesIn, lengthOf, pathOfFile, piecesOf } from '#app/platform/files.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { daysKept } from '../../curriculum/intake/arriving.ts';
import { dropForgottenLooks } from '../files/look.server.ts';
import { tellOnce } from '../jobs.server.ts';
import { keepersToTell, type Told } from '../keeper-queries.server.ts';
import { missingMail } from './missing-mail.ts';
import {
  type EveryFile,
  everyFile,
  foldersOfItems,
  goneItems,
  type ItemWithMissing,
  itemsWithMissing,
  oldArriving,
} from './queries.server.ts';

/** Once a day, and at every start. */
const sweeping: Job<Record<string, never>> = {
  name: 'library-sweep',
  schema: z.object({}).strict(),
  every: '10 3 * * *',
  unfinished: async () => [{}],
  run: async () => {
    const { missing } = await sweepLibrary(new Date());
    if (missing > 0)
      logFault('library-sweep', new Error(`${missing} files of the library are not where they belong in ${config().dataDir}/files.`));
    await tellOfMissing();
  },
};

/** The background work of keeping files, for the host. */
export const libraryKeepingJobs: readonly Job[] = [sweeping];

const day = 86_400_000;

/** What was found: files that were given up on their way, bytes that no row names, files that came back from a copy, and files that are missing. */
export type Swept = { readonly givenUp: number; readonly nobodys: number; readonly mended: number; readonly missing: number };

/** Holds rows and bytes against each other: sweeps what is nobody's, mends what can be, and notes what is missing. */
export async function sweepLibrary(now: Date): Promise<Swept> {
  await dropForgotten();
  await dropForgottenLooks(now);
  const givenUp = await sweepArriving(now);
  const nobodys = await sweepFolders(now);
  return { givenUp, nobodys, ...(await holdFiles(now)) };
}

/** What is being sent was written to within the week, whenever it began. */
async function sweepArriving(now: Date): Promise<number> {
  let swept = 0;
  for (const { id, itemId } of await asSystem((scope) => oldArriving(scope, now))) {
    const bytes = (await filesIn(itemId)).find(({ name }) => name === id);
    if (bytes && now.getTime() - bytes.writtenAt.getTime() < daysKept * day) continue;
    await asSystem(({ tx }) => tx.deleteFrom('libraryArriving').where('id', '=', id).execute());
    await dropFile(pathOfFile(itemId, id));
    swept += 1;
  }
  return swept;
}

async function sweepFolders(now: Date): Promise<number> {
  let swept = 0;
  for (const itemId of await asSystem((scope) => goneItems(scope, now))) {
    swept += (await filesIn(itemId)).length;
    await dropFolder(itemId);
    await asSystem(({ tx }) => tx.deleteFrom('libraryGone').where('itemId', '=', itemId).execute());
  }
  for (const { itemId, known } of await asSystem(foldersOfItems))
    for (const { name, writtenAt } of await filesIn(itemId)) {
      // Bytes come before their row: what is a day old waits for none.
      if (known.has(name) || now.getTime() - writtenAt.getTime() < day) continue;
      await dropFile(pathOfFile(itemId, name));
      swept += 1;
    }
  return swept;
}

async function holdFiles(now: Date): Promise<{ mended: number; missing: number }> {
  const files = await asSystem(everyFile);
  const bySum = Map.groupBy(files, ({ sha256 }) => sha256);
  let [mended, missing] = [0, 0];
  for (const file of files) {
    const isHere = await isWhole(file);
    const isMended = !isHere && (await isCopied(file, bySum.get(file.sha256)!));
    if (isMended) mended += 1;
    const isMissing = !isHere && !isMended;
    if (isMissing) missing += 1;
    if (isMissing !== file.wasMissing) await noteMissing(file, isMissing ? now : null);
  }
  return { mended, missing };
}

async function isWhole({ itemId, id, bytes }: EveryFile): Promise<boolean> {
  return (await lengthOf(pathOfFile(itemId, id))) === bytes;
}

/** Takes the bytes from another item that holds the same, as an adaptation and its source do. */
async function isCopied(file: EveryFile, same: readonly EveryFile[]): Promise<boolean> {
  for (const other of same) {
    if (other.itemId === file.itemId || !(await isWhole(other))) continue;
    const from = pathOfFile(other.itemId, other.id);
    if ((await sumOf(from)) !== file.sha256) continue;
    await copyToPlace(from, pathOfFile(file.itemId, file.id));
    return true;
  }
  return false;
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path, 1024 ** 2)) hash.update(piece);
  return hash.digest('hex');
}

async function noteMissing({ itemId, id }: EveryFile, since: Date | null): Promise<void> {
  await asSystem(async (scope) => {
    await scope.tx.updateTable('libraryFile').set({ missingSince: since }).where('itemId', '=', itemId).where('id', '=', id).execute();
    if (since === null)
      await scope.tx.deleteFrom('libraryNotice').where('itemId', '=', itemId).where('about', '=', aboutMissing({ id })).execute();
    await publish(scope);
  });
}

/** Tells the keepers of every item which of its files are missing, each file once. Answers how many mails were sent. */
export async function tellOfMissing(): Promise<number> {
  let sent = 0;
  for (const item of await asSystem(itemsWithMissing))
    for (const to of await asSystem((scope) => keepersToTell(scope, item.forSchoolId, item.keeper)))
      if (await tellKeeper(item, to)) sent += 1;
  return sent;
}

function tellKeeper({ itemId, files, title, shelf, slug }: ItemWithMissing, to: Told): Promise<boolean> {
  const address = `${ownAddress()}/w/library/${shelf ?? 'collaborative'}/${slug}`;
  return tellOnce(sweeping.name, { itemId, to, abouts: files.map(aboutMissing) }, (fresh) =>
    missingMail(to, { title, names: files.filter((file) => fresh.has(aboutMissing(file))).map(({ name }) => name), address }),
  );
}

function aboutMissing({ id }: { id: string }): string {
  return `missing ${id}`;
}

import { createHash } from 'node:crypto';
import { type Actor, operator, ownSchool } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { dropFile, lengthOf, pathOfFile, piecesOf, writePiece } from '#app/platform/files.server.ts';
import { conflict, invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import type { NewArriving } from './arriving.ts';
import { beginArriving, dropArriving } from './arriving-commands.server.ts';
import { type Arriving, arrivingFile, forgottenArriving, importOfFile, ownArriving } from './arriving-queries.server.ts';
import { assertMayBringIn } from './commands.server.ts';
import { fingerprintOf, pieceBytes } from './fingerprint.ts';
import { bringPlaced } from './jobs.server.ts';

/** A file on its way and how many bytes of it are here. */
export type Arrived = Pick<Arriving, 'id' | 'name' | 'bytes' | 'year' | 'startedAt'> & { readonly offset: number };

/** The asking person's files on their way, newest first. */
export async function arrivals(actor: Actor): Promise<Arrived[]> {
  const files = await as(actor, ownArriving);
  return Promise.all(files.map((file) => withOffset(actor, file)));
}

/** How much of a file is here. */
export async function arrival(actor: Actor, id: string): Promise<Arrived> {
  return withOffset(actor, await as(actor, (scope) => arrivingFile(scope, id)));
}

/** Begins to take a file in pieces, or goes on with the same file of the same person. What has been left alone for a week makes room. */
export async function begin(actor: Actor, file: NewArriving): Promise<Arrived> {
  assertMayBringIn({ actor });
  const limit = config().uploadLimitBytes;
  if (file.bytes > limit)
    throw invalid(`This file is larger than ${Math.round(limit / 1024 / 1024)} MB. Bring a smaller one, or compress it as .gz.`);
  await sweep(actor);
  const id = await as(actor, (scope) => beginArriving(scope, file));
  return arrival(actor, id);
}

/** Takes a piece where it belongs. Answers how much is here then; `isWritten` is false when the piece belongs elsewhere, and nothing was written. */
export async function takePiece(
  actor: Actor,
  { id, offset, piece }: { id: string; offset: number; piece: Uint8Array },
): Promise<{ offset: number; isWritten: boolean }> {
  const { bytes } = await as(actor, (scope) => arrivingFile(scope, id));
  if (piece.length > pieceBytes || offset + piece.length > bytes) throw invalid('This piece is longer than what is left of the file.');
  const { length, isWritten } = await writePiece(pathOf(actor, id), offset, piece);
  return { offset: length, isWritten };
}

/** Makes an import of a file that is here as a whole and is what was announced. Asked again, also by another window at the same moment, it answers the same import. */
export async function finish(actor: Actor, id: string): Promise<string> {
  try {
    return await importWhole(actor, id);
  } catch (error) {
    const already = await as(actor, (scope) => importOfFile(scope, id));
    if (already) return already;
    throw error;
  }
}

async function importWhole(actor: Actor, id: string): Promise<string> {
  const { name, year, bytes, fingerprint, offset } = {
    ...(await as(actor, (scope) => arrivingFile(scope, id))),
    ...(await arrival(actor, id)),
  };
  if (offset < bytes) throw conflict('Not all of this file is here yet. Go on sending it.');
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of piecesOf(pathOf(actor, id), pieceBytes)) {
      hash.update(piece);
      yield piece;
    }
  }
  if (offset !== bytes || (await fingerprintOf(hashed())) !== fingerprint) {
    await forget(actor, id);
    throw invalid('What arrived is not the file that was sent: it changed on its way. Choose the file and send it again.');
  }
  return bringPlaced(actor, { year, name, file: { id, bytes, sha256: hash.digest('hex') }, isArriving: true, asksColumns: true });
}

/** Forgets a file on its way, and its bytes. */
export async function forget(actor: Actor, id: string): Promise<void> {
  if (await as(actor, (scope) => dropArriving(scope, id))) await dropFile(pathOf(actor, id));
}

/** Forgets the school's files that began to arrive more than a week ago, whoever sent them. */
async function sweep(actor: Actor): Promise<void> {
  const keeper = operator(ownSchool(actor));
  for (const id of await as(keeper, forgottenArriving)) await forget(keeper, id);
}

async function withOffset(actor: Actor, { id, name, bytes, year, startedAt }: Arriving): Promise<Arrived> {
  return { id, name, bytes, year, startedAt, offset: await lengthOf(pathOf(actor, id)) };
}

function pathOf(actor: Actor, id: string): string {
  return pathOfFile(ownSchool(actor).id, id);
}

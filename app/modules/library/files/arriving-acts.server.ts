import { createHash } from 'node:crypto';
import type { Actor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { dropFile, lengthOf, pathOfFile, piecesOf, writePiece } from '#app/platform/files.server.ts';
import { conflict, invalid, Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { fingerprintOf, pieceBytes } from '../../curriculum/intake/fingerprint.ts';
import type { NewArriving } from './arriving.ts';
import { beginArriving, dropArriving } from './arriving-commands.server.ts';
import { arrivingFile } from './arriving-queries.server.ts';
import { safeKind, takePlaced } from './jobs.server.ts';

type At = { readonly slug: string; readonly id: string };

/** How much of a file on its way is here. */
export async function arrival(actor: Actor, { slug, id }: At) {
  const file = await as(actor, (scope) => arrivingFile(scope, slug, id));
  return { ...file, offset: await lengthOf(pathOfFile(file.itemId, id)) };
}

/** Begins to take a file in pieces, or goes on with the same file of the same person. */
export async function begin(actor: Actor, slug: string, file: NewArriving) {
  const limit = config().uploadLimitBytes;
  if (file.bytes > limit)
    throw invalid(`This file is larger than ${Math.round(limit / 1024 / 1024)} MB. Bring a smaller one, or link to it.`);
  const id = await as(actor, (scope) => beginArriving(scope, slug, file));
  return arrival(actor, { slug, id });
}

/** Takes a piece where it belongs. Answers how much is here then; `isWritten` is false when the piece belongs elsewhere, and nothing was written. */
export async function takePiece(actor: Actor, at: At, { offset, piece }: { offset: number; piece: Uint8Array }) {
  const { bytes, itemId } = await arrival(actor, at);
  if (piece.length > pieceBytes || offset + piece.length > bytes) throw invalid('This piece is longer than what is left of the file.');
  const { length, isWritten } = await writePiece(pathOfFile(itemId, at.id), offset, piece);
  return { offset: length, isWritten };
}

/** Makes a file of the draft of what is here as a whole and is what was announced; what is not, or is of no kind that we take, is forgotten. */
export async function finish(actor: Actor, { slug, id }: At): Promise<void> {
  const { name, bytes, fingerprint, offset, itemId } = await arrival(actor, { slug, id });
  if (offset < bytes) throw conflict('Not all of this file is here yet. Go on sending it.');
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of piecesOf(pathOfFile(itemId, id), pieceBytes)) {
      hash.update(piece);
      yield piece;
    }
  }
  const path = pathOfFile(itemId, id);
  try {
    if (offset !== bytes || (await fingerprintOf(hashed())) !== fingerprint)
      throw invalid('What arrived is not the file that was sent: it changed on its way. Choose the file and send it again.');
    const { type, extension } = await safeKind(path, name);
    await takePlaced(actor, slug, { itemId, id, name, type, extension, bytes, sha256: hash.digest('hex') });
  } catch (error) {
    // What no draft will ever take is forgotten; for anything else whoever sent it goes on later.
    if (error instanceof Problem && error.kind === 'invalid') await forget(actor, { slug, id });
    throw error;
  }
}

/** Forgets a file on its way, and its bytes. */
export async function forget(actor: Actor, at: At): Promise<void> {
  const { itemId } = await arrival(actor, at);
  await as(actor, (scope) => dropArriving(scope, at.slug, at.id));
  await dropFile(pathOfFile(itemId, at.id));
}

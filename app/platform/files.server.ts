import { createHash, randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { config } from './config.server.ts';
import { invalid } from './problem.ts';
import { refuseInScope } from './scope.server.ts';

/** A file that has arrived and has no place yet: where it lies meanwhile, its size, its hash (hexadecimal). */
export type KeptFile = { readonly temporary: string; readonly bytes: number; readonly sha256: string };

function arriving(): string {
  return join(config().dataDir, 'files', 'arriving');
}

/** Removes what arrived more than a day ago and was never placed: a process was killed meanwhile. The host calls it at its start. */
export async function dropForgotten(): Promise<void> {
  for (const name of await readdir(arriving()).catch(() => [])) {
    const path = join(arriving(), name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > 24 * 3600_000) await dropFile(path);
  }
}

/** Writes a stream into the data folder, hashing it on the way. More than `limitBytes` is refused and nothing is left. */
export async function keepStream(source: Readable, limitBytes: number): Promise<KeptFile> {
  refuseInScope('A file was kept');
  const folder = arriving();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > limitBytes)
        done(invalid(`This file is larger than ${Math.round(limitBytes / 1024 / 1024)} MB. Bring a smaller one, or compress it as .gz.`));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(source, measure, createWriteStream(temporary, { mode: 0o600 }));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { temporary, bytes, sha256: hash.digest('hex') };
}

/** Where the bytes of a school's file lie. Both parts are identifiers, never names that somebody typed. */
export function pathOfFile(schoolId: string, fileId: string): string {
  return join(config().dataDir, 'files', schoolId, fileId);
}

/** Gives an arrived file its place. */
export async function placeFile(file: KeptFile, schoolId: string, fileId: string): Promise<void> {
  refuseInScope('A file was placed');
  await mkdir(join(config().dataDir, 'files', schoolId), { recursive: true, mode: 0o700 });
  await rename(file.temporary, pathOfFile(schoolId, fileId));
}

/** Copies a file to its place, whole or not at all; a process that is killed meanwhile leaves at most `….part` beside it. */
export async function copyToPlace(from: string, to: string): Promise<void> {
  refuseInScope('A file was copied');
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, `${to}.part`);
  await rename(`${to}.part`, to);
}

/** What lies in a folder of files: names, bytes, and when each was last written. None where there is no folder. */
export async function filesIn(folderId: string): Promise<Array<{ name: string; bytes: number; writtenAt: Date }>> {
  const names = await readdir(join(config().dataDir, 'files', folderId)).catch(() => []);
  const found = await Promise.all(names.map(async (name) => ({ name, is: await stat(pathOfFile(folderId, name)).catch(() => null) })));
  return found.flatMap(({ name, is }) => (is?.isFile() ? [{ name, bytes: is.size, writtenAt: is.mtime }] : []));
}

/** Removes a folder of files that nothing refers to. */
export async function dropFolder(folderId: string): Promise<void> {
  await rm(join(config().dataDir, 'files', folderId), { recursive: true, force: true });
}

/** How many bytes lie at a path; 0 where there is no file. */
export async function lengthOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/**
 * Writes a piece where it belongs and has the disk confirm it. Answers the length of the file then, or its true length without writing anything when
 * the piece belongs elsewhere. Two who write the same piece at once write the same bytes to the same place.
 */
export async function writePiece(path: string, offset: number, piece: Uint8Array): Promise<{ length: number; isWritten: boolean }> {
  refuseInScope('A piece was written');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await file.stat();
    if (size !== offset) return { length: size, isWritten: false };
    for (let written = 0; written < piece.length; )
      written += (await file.write(piece, written, piece.length - written, offset + written)).bytesWritten;
    await file.datasync();
    return { length: offset + piece.length, isWritten: true };
  } finally {
    await file.close();
  }
}

/** The bytes of a file, `size` at a time; the last piece may be shorter. */
export async function* piecesOf(path: string, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(size);
      let filled = 0;
      for (let read = 1; read > 0 && filled < size; filled += read) read = (await file.read(piece, filled, size - filled)).bytesRead;
      if (filled > 0) yield piece.subarray(0, filled);
      if (filled < size) return;
    }
  } finally {
    await file.close();
  }
}

/** Removes a file that nothing refers to. */
export async function dropFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Removes a file that nothing refers to. */
export async function dropFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

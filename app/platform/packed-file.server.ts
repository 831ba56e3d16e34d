import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { boundedBy, inflated, type UnpackingLimits, unpackingLimits } from './inflating.server.ts';
import { quoted } from './kept-text.ts';
import { UnreadableFile } from './sheet.ts';
import { type ZipEntry, zipEntries, zipEntryBytes } from './zip-file.server.ts';

/** How a file begins that is packed: with gzip, or as a ZIP file, which a spreadsheet also is. */
export function packingOf(start: Uint8Array): 'gzip' | 'zip' | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const isZip = start[0] === 0x50 && start[1] === 0x4b && ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6));
  return isZip ? 'zip' : null;
}

/** The same bytes, the first piece of them at least `atLeast` long, or all there are. */
export async function* gathered(source: AsyncIterable<Buffer>, atLeast: number): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of source) {
    const bytes: Buffer = head ? Buffer.concat([head, piece]) : piece;
    head = head && bytes.length < atLeast ? bytes : null;
    if (!head) yield bytes;
  }
  if (head && head.length > 0) yield head;
}

/**
 * The bytes as they are, or unpacked where they are gzip or a ZIP file of one usable file; what an archive holds is not unpacked again. Ends with an
 * `UnreadableFile` at a bound, at damaged data, or at an archive of none or several files.
 */
export async function* unpackedBytes(source: AsyncIterable<Buffer>, limits: UnpackingLimits = unpackingLimits): AsyncGenerator<Buffer> {
  const pieces = gathered(source, 4);
  const { value: first } = await pieces.next();
  if (!first) return;
  const packing = packingOf(first);
  const all = continued(first, pieces);
  if (packing === 'gzip') yield* inflated(all, 'gzip', limits);
  else if (packing === null) yield* boundedBy(all, limits);
  else {
    // The directory of a ZIP file stands at its end, so a stream has to lie somewhere first.
    await using kept = await keptTemporarily(boundedBy(all, limits));
    yield* zipEntryBytes(kept.path, usableEntry(await zipEntries(kept.path)), limits);
  }
}

/** A file as it is, or unpacked into a temporary one that is gone when the holder lets go (`await using`). An office document is left as it is; an archive in an archive is refused. */
export async function unpackedFile(
  path: string,
  limits: UnpackingLimits = unpackingLimits,
): Promise<AsyncDisposable & { readonly path: string }> {
  const packing = packingOf(await startOf(path));
  if (packing === null) return { path, [Symbol.asyncDispose]: async () => {} };
  if (packing === 'gzip') return packedOnce(await keptTemporarily(inflated(createReadStream(path), 'gzip', limits)));
  const entries = await zipEntries(path);
  if (isOfficeDocument(entries)) return { path, [Symbol.asyncDispose]: async () => {} };
  return packedOnce(await keptTemporarily(zipEntryBytes(path, usableEntry(entries), limits)));
}

/** So that nobody who unpacks what came out of an archive gets further and further in. */
async function packedOnce<File extends AsyncDisposable & { readonly path: string }>(file: File): Promise<File> {
  try {
    const packing = packingOf(await startOf(file.path));
    if (packing === null || (packing === 'zip' && isOfficeDocument(await zipEntries(file.path)))) return file;
    throw new UnreadableFile(`A ${packing === 'zip' ? 'ZIP' : 'gzip'} file within another packed file`, 'A file that is packed once');
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
}

/** The first bytes of a file, as many as tell its kind. */
export async function startOf(path: string, length = 4096): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/** True for the parts of a spreadsheet, text or slide document rather than an archive that somebody packed. */
function isOfficeDocument(entries: readonly Pick<ZipEntry, 'name'>[]): boolean {
  return entries.some(({ name }) => /^(\[Content_Types\]\.xml|mimetype|Index\/Document\.iwa|Index\.zip)$/.test(name));
}

/** The one file of an archive that is no trace of the computer it was packed on. */
function usableEntry(entries: readonly ZipEntry[]): ZipEntry {
  if (isOfficeDocument(entries))
    throw new UnreadableFile('A ZIP file that is a spreadsheet or another office document', 'A file of the kind that is expected here');
  const usable = entries.filter(({ name }) => !/(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name));
  const [entry, second] = usable;
  if (!entry) throw new UnreadableFile('A ZIP file without a file in it', 'A ZIP file that holds one file');
  if (second) {
    const names = usable.slice(0, 5).map(({ name }) => quoted(name.split('/').at(-1) ?? name));
    throw new UnreadableFile(
      `A ZIP file with ${usable.length} files: ${names.join(', ')}${usable.length > names.length ? ' and others' : ''}`,
      'A ZIP file that holds one file. Unpack it and bring the files one by one',
    );
  }
  return entry;
}

async function* continued(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Under a name of ours: what an archive calls its files never becomes a path. */
async function keptTemporarily(bytes: AsyncIterable<Buffer>): Promise<AsyncDisposable & { readonly path: string }> {
  const path = join(tmpdir(), `concord-unpacked-${randomUUID()}`);
  const drop = () => rm(path, { force: true });
  try {
    await pipeline(Readable.from(bytes), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await drop();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: drop };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { gathered, packingOf, startOf, unpackedBytes, unpackedFile } from '#app/platform/packed-file.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import type { PieceDecoder } from '#app/platform/text-decoder.server.ts';
import { createPieceDecoder } from '#app/platform/text-decoder.server.ts';
import { bytesToTell, encodingOf } from '#app/platform/text-encoding.ts';
import { createInventoryReader } from './ci-xml.ts';
import type { Chosen } from './column-proposal.ts';
import type { CheckedInventory, Part } from './inventory.ts';
import { emptyCheck } from './inventory.ts';
import type { Matching, Proposal } from './matching.ts';
import { proposalOfSheet, readSheetInventory } from './sheet-inventory.server.ts';

/** What may be asked for when a file is read. */
export type ReadOptions = {
  /** Gets the parts in the order of the file, some at a time; the next are read when its promise is kept. */
  onParts?: (parts: Part[]) => Promise<void> | void;
  /** Ends the reading: the promise is then broken with the signal's reason. */
  signal?: AbortSignal;
  /** Bytes of the file read so far, of how many (null for a stream whose size nobody knows). */
  onProgress?: (bytesRead: number, bytesTotal: number | null) => void;
  /** Drops control characters that XML does not allow, with a warning for each, where otherwise the file is refused. */
  dropControlCharacters?: boolean;
  /** How a spreadsheet is to be read; without it as proposed, with a warning for each question that a person should answer. */
  matching?: Matching;
};

/** A check and, when the whole file was read, the SHA-256 of its bytes as they are on disk, in hexadecimal. */
export type ReadInventory = CheckedInventory & { sha256?: string };

const pieceBytes = 64 * 1024;
const otherKinds: [number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'A ZIP file'],
  [[0x1f, 0x8b], 'A gzip file within a gzip file'],
  [[0x25, 0x50, 0x44, 0x46], 'A PDF'],
];
const readableEncodings = 'UTF-8, UTF-16 with its mark, or a declared Windows-1252 or ISO 8859-1. Export the file again in UTF-8';

const brokenBytes = { found: 'Bytes that are not letters in the encoding that the file says it has', expected: readableEncodings };

/**
 * Reads a curriculum file in bounded memory: Curriculum Inventory XML, or a spreadsheet (CSV, XLSX) as its matching says, packed with gzip, as a ZIP file or not; from
 * a stream only XML. Everything that is wrong with the file, also
 * that it is not there, ends in a message; nothing but the file itself is opened. When the answer is `isRejected`, drop the parts already received.
 */
export async function readInventory(source: string | Readable, options: ReadOptions = {}): Promise<ReadInventory> {
  if (typeof source === 'string' && !(await isXml(source).catch(() => true))) return readSheet(source, options);
  return readXml(source, options);
}

async function readSheet(
  path: string,
  { matching, signal, onParts = () => {}, onProgress = () => {} }: ReadOptions,
): Promise<ReadInventory> {
  try {
    const answer = await readSheetInventory(path, { matching, signal, onParts, onProgress });
    if (answer.isRejected) return answer;
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
    return { ...answer, sha256: hash.digest('hex') };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const message = { severity: 'error', ...refusal, did: 'The whole file was refused; nothing of it was kept.' } as const;
    return { check: { ...emptyCheck(), messages: [message] }, isRejected: true };
  }
}

async function readXml(source: string | Readable, options: ReadOptions): Promise<ReadInventory> {
  const { onParts = () => {}, signal, onProgress = () => {} } = options;
  let parts: Part[] = [];
  const reader = createInventoryReader((part) => parts.push(part), { dropControlCharacters: options.dropControlCharacters ?? false });
  const hash = createHash('sha256');
  let total: number | null = null;
  let bytesRead = 0;

  async function* counted(stream: Readable): AsyncGenerator<Buffer> {
    for await (const piece of stream) {
      signal?.throwIfAborted();
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
      bytesRead += bytes.length;
      hash.update(bytes);
      onProgress(bytesRead, total);
      yield bytes;
    }
  }

  try {
    if (typeof source === 'string') total = (await stat(source)).size;
    const stream = typeof source === 'string' ? createReadStream(source, { highWaterMark: pieceBytes }) : source;
    for await (const text of texts(unpackedBytes(counted(stream)), reader.refuse)) {
      reader.write(text);
      if (reader.isRefused()) break;
      if (parts.length === 0) continue;
      await onParts(parts);
      parts = [];
    }
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    reader.refuse(refusal);
  }
  parts = [];
  const answer = reader.end();
  if (!answer.isRejected && parts.length > 0) await onParts(parts);
  return answer.isRejected ? answer : { ...answer, sha256: hash.digest('hex') };
}

/**
 * How the spreadsheet at a path would be read and what is to be asked, of one of its sheets where `sheet` names it, with what a person has `chosen`; null for
 * Curriculum Inventory XML, which needs no matching. Ends with an `UnreadableFile`.
 */
export async function proposalOf(
  path: string,
  asked: { sheet?: string | undefined; chosen?: Chosen; signal?: AbortSignal } = {},
): Promise<Proposal | null> {
  return (await isXml(path)) ? null : proposalOfSheet(path, asked);
}

/** Whether a file, packed or not, begins like XML or a web page; so does one that holds nothing. */
async function isXml(path: string): Promise<boolean> {
  const start = await unpackedStart(path);
  if (start.length === 0) return true;
  // Letters of every encoding that XML may have look alike without their empty bytes.
  const letters = start
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return letters.trimStart().startsWith('<') || /<\?xml|<CurriculumInventory/.test(letters);
}

async function unpackedStart(path: string): Promise<Buffer> {
  const start = await startOf(path, bytesToTell);
  const packing = packingOf(start);
  if (packing === null) return start;
  if (packing === 'zip') {
    await using file = await unpackedFile(path);
    return await startOf(file.path, bytesToTell);
  }
  for await (const piece of gathered(unpackedBytes(createReadStream(path)), bytesToTell)) return piece.subarray(0, bytesToTell);
  return Buffer.alloc(0);
}

type Refuse = (refusal: { found: string; expected: string }) => void;

/** The text of the bytes, piece by piece; ends early, after `refuse`, where it cannot be told. */
async function* texts(pieces: AsyncIterable<Buffer>, refuse: Refuse): AsyncGenerator<string> {
  let decoder: PieceDecoder | null = null;
  for await (const piece of gathered(pieces, bytesToTell)) {
    let bytes = piece;
    if (!decoder) {
      const kind = otherKinds.find(([magic]) => magic.every((byte, at) => piece[at] === byte));
      if (kind) return refuse({ found: kind[1], expected: 'The Curriculum Inventory XML file itself, or packed once with gzip' });
      const found = encodingOf(piece);
      if ('problem' in found)
        return refuse({ found: `A file whose letters cannot be read. ${found.problem}`, expected: readableEncodings });
      decoder = createPieceDecoder(found.encoding);
      bytes = piece.subarray(found.markBytes);
    }
    const { text, isBroken } = decoder.write(bytes);
    yield text;
    if (isBroken) return refuse(brokenBytes);
  }
  if (decoder?.end().isBroken) refuse(brokenBytes);
}

function refusalOf(error: unknown) {
  if (error instanceof UnreadableFile) return { found: error.found, expected: error.expected };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return { found: 'No file at this path', expected: 'A file that is there. Check the path' };
  if (code === 'EISDIR') return { found: 'A folder', expected: 'A file' };
  if (code === 'EACCES' || code === 'EPERM') return { found: 'A file that may not be opened', expected: 'A file that you may read' };
  return null;
}

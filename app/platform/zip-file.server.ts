import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { boundedBy, inflated, type UnpackingLimits } from './inflating.server.ts';
import { UnreadableFile } from './sheet.ts';

/** A file within a ZIP file, as its directory has it. */
export type ZipEntry = {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  /** Where its own header stands in the file. */
  readonly at: number;
};

/** A workbook has some dozens of parts; an archive of one file has it and what a Mac puts beside it. */
const mostEntries = 10_000;
const longestDirectory = 4 * 1024 ** 2;
const longestComment = 0xffff;
const damaged = 'A complete ZIP file. The download was probably cut short or the file was changed: get it again';

/** The files that a ZIP file holds, from the directory at its end, without folders; nothing is unpacked. Ends with an `UnreadableFile`. */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  await using file = await open(path);
  const { size } = await file.stat();
  const tailAt = Math.max(0, size - longestComment - 22);
  const tail = await bytesAt(file, tailAt, size - tailAt);
  const endAt = tail.length < 22 ? -1 : tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1');
  if (endAt === -1) throw new UnreadableFile('A ZIP file without its directory', damaged);
  let count = tail.readUInt16LE(endAt + 10);
  let length = tail.readUInt32LE(endAt + 12);
  let at = tail.readUInt32LE(endAt + 16);
  if (endAt >= 20 && tail.toString('latin1', endAt - 20, endAt - 16) === 'PK\x06\x07') {
    const large = await bytesAt(file, Number(tail.readBigUInt64LE(endAt - 12)), 56);
    count = Number(large.readBigUInt64LE(32));
    length = Number(large.readBigUInt64LE(40));
    at = Number(large.readBigUInt64LE(48));
  }
  if (count > mostEntries || length > longestDirectory)
    throw new UnreadableFile(`A ZIP file with ${count.toLocaleString('en-US')} files in it`, 'One with far fewer');
  return entriesOf(await bytesAt(file, at, length), count).filter(({ name }) => !name.endsWith('/'));
}

/** The unpacked bytes of an entry, checked against its sum. Ends with an `UnreadableFile` at a bound or at damaged data. */
export async function* zipEntryBytes(path: string, entry: ZipEntry, limits: UnpackingLimits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted)
    throw new UnreadableFile('A ZIP file with a password', 'A file without one. Unpack it on your computer and bring what was in it');
  if (entry.method !== 0 && entry.method !== 8)
    throw new UnreadableFile(
      `A ZIP file that is packed in an unusual way (method ${entry.method})`,
      'The usual way (deflate), in which every computer packs by default. Pack it again, or bring it unpacked',
    );
  let start = 0;
  {
    await using file = await open(path);
    const header = await bytesAt(file, entry.at, 30);
    if (header.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new UnreadableFile('A damaged ZIP file', damaged);
    start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  }
  const end = start + entry.packedBytes - 1;
  const packed: AsyncIterable<Buffer> = end < start ? nothing() : createReadStream(path, { start, end, highWaterMark: 64 * 1024 });
  let sum = 0;
  for await (const piece of entry.method === 8 ? inflated(packed, 'ZIP', limits) : boundedBy(packed, limits)) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== entry.crc) throw new UnreadableFile('A damaged ZIP file', damaged);
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = Number.isSafeInteger(position) ? await file.read(buffer, 0, length, position) : { bytesRead: 0 };
  if (bytesRead < length) throw new UnreadableFile('A ZIP file that ends too early', damaged);
  return buffer;
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.toString('latin1', at, at + 4) !== 'PK\x01\x02')
      throw new UnreadableFile('A ZIP file with a damaged directory', damaged);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const flags = directory.readUInt16LE(at + 8);
    const name = directory.toString(flags & 0x800 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = {
      bytes: directory.readUInt32LE(at + 24),
      packedBytes: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    };
    entries.push({
      name,
      isEncrypted: (flags & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...withLargeSizes(sizes, extra),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Sizes that do not fit into four bytes stand in a field of their own (ZIP64), each only where its four bytes are full. */
function withLargeSizes<Sizes extends { bytes: number; packedBytes: number; at: number }>(sizes: Sizes, extra: Buffer): Sizes {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    const large = { ...sizes };
    for (const key of ['bytes', 'packedBytes', 'at'] as const) {
      if (sizes[key] !== 0xffffffff || place + 8 > extra.length) continue;
      large[key] = Number(extra.readBigUInt64LE(place));
      place += 8;
    }
    return large;
  }
  return sizes;
}

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { unpackedBytes, unpackedFile } from './packed-file.server.ts';

const text = 'Title,Minutes\nHeart failure,90\n';
const junk = { '__MACOSX/._courses.csv': strToU8('x'), '.DS_Store': strToU8('x'), 'year 1/': new Uint8Array() };

const own = await mkdtemp(join(tmpdir(), 'concord-packed-'));
process.env.TMPDIR = own;
process.env.TEMP = own;
after(() => rm(own, { recursive: true }));

function zip(files: Zippable): Buffer {
  return Buffer.from(zipSync(files));
}
/** What the file unpacks to, read as a stream in small pieces and from its path; both must agree. */
async function unpacked(bytes: Buffer): Promise<string> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, at) => bytes.subarray(at * 1000, (at + 1) * 1000));
  const streamed: Buffer[] = [];
  for await (const piece of unpackedBytes(Readable.from(pieces, { objectMode: true }))) streamed.push(piece);
  const folder = await mkdtemp(join(tmpdir(), 'concord-packed-'));
  try {
    await writeFile(join(folder, 'a'), bytes);
    await using file = await unpackedFile(join(folder, 'a'));
    assert.ok(Buffer.concat(streamed).equals(await readFile(file.path)));
  } finally {
    await rm(folder, { recursive: true });
  }
  return Buffer.concat(streamed).toString('latin1');
}

test('a file comes out the same as it is, as gzip, and as the one file of a ZIP whatever stands beside it', async () => {
  for (const bytes of [
    Buffer.from(text),
    gzipSync(text),
    zip({ 'courses.csv': strToU8(text) }),
    zip({ ...junk, 'year 1/courses.csv': [strToU8(text), { level: 0 }] }),
    zip({ '../../etc/passwd': strToU8(text) }),
  ])
    assert.equal(await unpacked(bytes), text);
  assert.equal(await unpacked(Buffer.alloc(0)), '');
  assert.equal(await unpacked(changed((bytes, at) => bytes.writeUInt32LE(0xfffffff0, at + 20))), text.repeat(50));
});

test('an archive in an archive is never unpacked: refused as a file, and in a stream handed over as it is', async () => {
  for (const bytes of [gzipSync(gzipSync(text)), zip({ 'a.zip': zip({ 'a.csv': strToU8(text) }) })]) {
    await assert.rejects(unpacked(bytes), /file within another packed file/);
    let first = '';
    for await (const piece of unpackedBytes(Readable.from([bytes]))) first ||= piece.toString('hex', 0, 2);
    assert.ok(['1f8b', '504b'].includes(first));
  }
});

/** A ZIP with one changed field of the directory. */
function changed(change: (zip: Buffer, directoryAt: number) => void): Buffer {
  const bytes = zip({ 'a.csv': strToU8(text.repeat(50)) });
  change(bytes, bytes.indexOf('PK\x01\x02', 0, 'latin1'));
  return bytes;
}
const refused: [string, Buffer, RegExp][] = [
  ['several files', zip({ 'a.csv': strToU8('a'), 'x/b.csv': strToU8('b') }), /2 files: “a\.csv”, “b\.csv”\. .*one by one/],
  ['no file', zip(junk), /without a file in it/],
  ['a password', changed((bytes, at) => bytes.writeUInt16LE(1, at + 8)), /with a password/],
  ['an unusual method', changed((bytes, at) => bytes.writeUInt16LE(93, at + 10)), /unusual way \(method 93\)/],
  ['a wrong sum', changed((bytes, at) => bytes.writeUInt32LE(7, at + 16)), /damaged ZIP file/],
  ['a place outside of the file', changed((bytes, at) => bytes.writeUInt32LE(0xfffffff0, at + 42)), /ends too early/],
  ['too many files', changed((bytes) => bytes.writeUInt16LE(0xffff, bytes.length - 12)), /65,535 files/],
  ['half a file', zip({ 'a.csv': strToU8(text) }).subarray(0, 60), /without its directory/],
  ['damaged data', changed((bytes) => bytes.fill(0xff, 40, 60)), /Damaged ZIP data|damaged ZIP file/],
  ['a ZIP bomb', zip({ 'a.csv': new Uint8Array(64 * 1024 ** 2) }), /More than 200 times its size/],
  ['a gzip bomb', gzipSync(Buffer.alloc(64 * 1024 ** 2)), /More than 200 times its size/],
];
for (const [name, bytes, message] of refused)
  test(`refused with a message, and nothing is left behind: ${name}`, async () => {
    await assert.rejects(unpacked(bytes), (error: Error) => error.name === 'UnreadableFile' && message.test(error.message));
    assert.deepEqual(await readdir(own), []);
  });

test('the unpacked file is gone when its holder lets go, and the one that was packed stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concord-packed-'));
  const path = join(folder, 'a.gz');
  await writeFile(path, gzipSync(text));
  let where = '';
  {
    await using file = await unpackedFile(path);
    where = file.path;
    assert.ok(existsSync(where));
  }
  assert.deepEqual([existsSync(where), existsSync(path)], [false, true]);
  await rm(folder, { recursive: true });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Part } from './inventory.ts';
import type { ReadOptions } from './inventory-file.server.ts';
import { readInventory } from './inventory-file.server.ts';

const title = 'Thérapie – “café” €5';

function inventory(declaration = '<?xml version="1.0" encoding="UTF-8"?>', events = 3): string {
  const list = Array.from(
    { length: events },
    (_, at) => `<Event id="E${at}"><Title>${title}</Title><EventDuration>PT60M</EventDuration></Event>\n`,
  );
  return `${declaration}<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v10/"><Title>A year</Title><Events>${list.join('')}</Events><Expectations/><AcademicLevels/><Sequence/></CurriculumInventory>`;
}
function inWindows1252(text: string): Buffer {
  return Buffer.from(
    text.replace(/[–“”€]/g, (letter) => ({ '–': '\x96', '“': '\x93', '”': '\x94' })[letter] ?? '\x80'),
    'latin1',
  );
}
function inUtf16be(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
}
async function read(bytes: Buffer | Buffer[], options: ReadOptions = {}) {
  const parts: Part[] = [];
  const pieces = Array.isArray(bytes) ? bytes : [bytes];
  const answer = await readInventory(Readable.from(pieces, { objectMode: true }), {
    onParts: (some) => void parts.push(...some),
    ...options,
  });
  const titles = parts.flatMap((part) => (part.kind === 'event' ? [part.title] : []));
  return { ...answer, parts, titles, first: answer.check.messages[0]?.found ?? '' };
}

const readable: [string, Buffer][] = [
  ['UTF-8', Buffer.from(inventory())],
  ['UTF-8 without a declaration', Buffer.from(inventory(''))],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${inventory()}`)],
  ['UTF-16, little end first', Buffer.from(`\ufeff${inventory('<?xml version="1.0" encoding="UTF-16"?>')}`, 'utf16le')],
  ['UTF-16, big end first', inUtf16be(inventory('<?xml version="1.0" encoding="utf-16"?>'))],
  ['UTF-16 without a declaration', inUtf16be(inventory(''))],
  ['Windows-1252', inWindows1252(inventory('<?xml version="1.0" encoding="windows-1252"?>'))],
  ['ISO 8859-1', inWindows1252(inventory("<?xml version='1.0' encoding='ISO-8859-1'?>"))],
];
for (const [name, bytes] of readable) {
  test(`${name} is read letter for letter, also packed, also one byte at a time`, async () => {
    for (const pieces of [[bytes], [gzipSync(bytes)], [...bytes].map((byte) => Buffer.from([byte]))]) {
      const answer = await read(pieces);
      assert.equal(answer.isRejected, false, answer.first);
      assert.deepEqual(answer.titles, [title, title, title]);
    }
  });
}

const unreadable: [string, Buffer, RegExp][] = [
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from(inventory().replace('</Title><EventDuration>', ' ')), Buffer.from([0xe9, 0x20])]),
    /Bytes that are not letters|end/,
  ],
  [
    'Windows-1252 that calls itself UTF-8',
    inWindows1252(inventory()),
    /Bytes that are not letters.*Events \/ Event \/ Title|Bytes that are not letters/,
  ],
  ['UTF-8 that calls itself UTF-16', Buffer.from(inventory('<?xml version="1.0" encoding="UTF-16"?>')), /calls itself UTF-16/],
  [
    'UTF-16 that calls itself UTF-8',
    Buffer.from(`\ufeff${inventory()}`, 'utf16le'),
    /mark at its front says UTF-16, its first line says UTF-8/,
  ],
  [
    'UTF-8 with a mark that calls itself Windows-1252',
    Buffer.from(`\ufeff${inventory('<?xml version="1.0" encoding="windows-1252"?>')}`),
    /mark at its front says UTF-8/,
  ],
  ['UTF-16 without its mark', Buffer.from(inventory(''), 'utf16le'), /UTF-16 without the mark/],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), /UTF-32/],
  ['an encoding that nobody here reads', Buffer.from(inventory('<?xml version="1.0" encoding="Shift_JIS"?>')), /calls itself Shift_JIS/],
  [
    'Windows-1252 with a byte that stands for nothing',
    Buffer.concat([inWindows1252(inventory('<?xml version="1.0" encoding="windows-1252"?>').slice(0, 300)), Buffer.from([0x81])]),
    /Bytes that are not letters/,
  ],
  [
    'half a letter at the end',
    Buffer.from(inventory()).subarray(0, Buffer.from(inventory()).indexOf(0xc3) + 1),
    /Bytes that are not letters/,
  ],
  [
    'UTF-16 with half a pair',
    Buffer.concat([Buffer.from(`\ufeff${inventory('')}`, 'utf16le').subarray(0, 400), Buffer.from([0x00, 0xd8, 0x41, 0x00])]),
    /Bytes that are not letters/,
  ],
  ['an empty file', Buffer.alloc(0), /An empty file/],
  ['a spreadsheet or ZIP', Buffer.from('PK\x03\x04 and so on'), /A ZIP file/],
  ['a PDF', Buffer.from('%PDF-1.7'), /A PDF/],
  ['a file packed twice', gzipSync(gzipSync(inventory())), /gzip file within a gzip file/],
  ['half a gzip file', gzipSync(inventory()).subarray(0, 90), /gzip file that ends too early/],
  ['damaged gzip data', Buffer.concat([gzipSync(inventory()).subarray(0, 40), Buffer.alloc(80, 0xff)]), /Damaged gzip data|ends too early/],
];
for (const [name, bytes, pattern] of unreadable)
  test(`refused with a message: ${name}`, async () => {
    const answer = await read(bytes);
    assert.equal(answer.isRejected, true);
    assert.match(answer.first, pattern);
    assert.equal(answer.check.messages[0]?.severity, 'error');
    assert.equal(answer.sha256, undefined);
  });

test('text is not lost or doubled wherever its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...readable), fc.array(fc.nat(900), { maxLength: 6 }), async ([, bytes], cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((end, at) => bytes.subarray(Math.min(places[at] ?? 0, bytes.length), Math.min(end, bytes.length)));
      assert.deepEqual((await read(pieces)).titles, [title, title, title]);
    }),
    { numRuns: 60 },
  );
});

test('a gzip bomb ends early: of spaces, of zeros, and of well-formed elements', async () => {
  const size = 64 * 1024 * 1024;
  const start = inventory().slice(0, inventory().indexOf('<Events>'));
  assert.match((await read(gzipSync(start + ' '.repeat(size)))).first, /more than 4,194,304 characters/);
  assert.match((await read(gzipSync(Buffer.alloc(size)))).first, /UTF-16 without the mark|control character/);
  assert.match((await read(gzipSync(`${start}${'<a/>'.repeat(size / 4)}`))).first, /More than 200 times its size when unpacked/);
});

test('the parts come in the order of the file, some at a time, and the next wait for the promise', async () => {
  const bytes = Buffer.from(inventory(undefined, 5000));
  const pieces = Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, at) => bytes.subarray(at * 10_000, (at + 1) * 10_000));
  let isBusy = false;
  const ids: string[] = [];
  const answer = await readInventory(Readable.from(pieces), {
    onParts: async (parts) => {
      assert.equal(isBusy, false);
      isBusy = true;
      await wait(1);
      ids.push(...parts.flatMap((part) => (part.kind === 'event' ? [part.sourceId] : [])));
      isBusy = false;
    },
  });
  assert.equal(answer.check.events, 5000);
  assert.deepEqual(
    ids,
    Array.from({ length: 5000 }, (_, at) => `E${at}`),
  );
  assert.match(answer.sha256 ?? '', /^[0-9a-f]{64}$/);
});

test('reading from a path tells how far it is, and can be stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concord-inventory-'));
  try {
    const path = join(folder, 'a.xml');
    const bytes = Buffer.from(inventory(undefined, 20_000));
    await writeFile(path, bytes);
    const progress: [number, number | null][] = [];
    await readInventory(path, { onProgress: (read, total) => void progress.push([read, total]) });
    assert.deepEqual(progress.at(-1), [bytes.length, bytes.length]);
    assert.ok(progress.length > 2);
    const stop = new AbortController();
    await assert.rejects(
      readInventory(path, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped by a person')) }),
      /stopped by a person/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a file that is not there, and a folder, end in a message', async () => {
  assert.match((await readInventory(join(tmpdir(), 'no such file.xml'))).check.messages[0]?.found ?? '', /No file at this path/);
  assert.match((await readInventory(tmpdir())).check.messages[0]?.found ?? '', /A folder/);
});

test('a fault in the receiver is the receiver’s, and is not turned into a message', async () => {
  await assert.rejects(
    read(Buffer.from(inventory()), {
      onParts: () => {
        throw new Error('disk full');
      },
    }),
    /disk full/,
  );
});

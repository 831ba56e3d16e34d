import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { zipSync } from 'fflate';
import { kindOfFile } from './file-kind.server.ts';
import { makePicture } from './picture.server.ts';
import { pictureSize } from './picture-size.ts';
import { fileAnswer } from './served-file.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-served-'));
after(() => rmSync(folder, { recursive: true }));
function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
const ask = (headers: Record<string, string> = {}) => new Request('http://own.invalid/x', { headers });

test('a file is what its bytes are, whatever its name says, and what a browser would run is not taken', async () => {
  assert.equal((await kindOfFile(file('a.txt', '%PDF-1.7\n1 0 obj'), 'a.txt')).type, 'application/pdf');
  assert.deepEqual(await kindOfFile(file('b', 'Ünder way\n'), 'Notes.TXT'), { type: 'text/plain', extension: 'txt', kind: 'text' });
  const refused: Array<[string, string | Uint8Array]> = [
    ['a.pdf', '<html><script>alert(1)</script>'],
    ['a.html', '<p>'],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a.js', 'alert(1)'],
    ['a.txt', Uint8Array.of(0x68, 0, 0x69)],
    ['a.txt', Uint8Array.of(0xff, 0xfe, 0x41)],
    ['a.zip', zipSync({ 'a.txt': new Uint8Array(3) })],
    ['a.exe', 'MZ\x90\0'],
  ];
  for (const [name, bytes] of refused) await assert.rejects(kindOfFile(file('r', bytes), name), /none that we take/, name);
});

test('a file is saved under its own name, whatever stands in it, and a broken download goes on', async () => {
  const path = file('served', 'abcdefghij');
  const served = { path, name: '../../Über "mich"\r\nx-a: b.pdf', type: 'application/pdf', sha256: 'aa' };
  const whole = await fileAnswer(ask(), served);
  assert.equal(await whole.text(), 'abcdefghij');
  const said = whole.headers.get('content-disposition')!;
  assert.match(said, /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~-]+$/);
  assert.equal(decodeURIComponent(said.split("''")[1]!), '..-..-Über "mich"--x-a: b.pdf');
  const rest = await fileAnswer(ask({ range: 'bytes=7-' }), served);
  assert.deepEqual([rest.status, await rest.text(), rest.headers.get('content-range')], [206, 'hij', 'bytes 7-9/10']);
  assert.equal(await (await fileAnswer(ask({ range: 'bytes=-2' }), served)).text(), 'ij');
  assert.equal((await fileAnswer(ask({ range: 'bytes=10-' }), served)).status, 416);
  assert.equal((await fileAnswer(ask({ 'if-none-match': '"aa"' }), served)).status, 304);
  await assert.rejects(fileAnswer(ask(), { ...served, path: join(folder, 'gone') }), /This file/);
});

test('a picture is drawn again, smaller, without what the file said of its place or its owner', async () => {
  const canvas = createCanvas(300, 200);
  canvas.getContext('2d').fillRect(0, 0, 150, 200);
  const png = canvas.toBuffer('image/png');
  const owner = Buffer.from('tEXtAuthor\0Somebody');
  const made = await makePicture(file('a.png', Buffer.concat([png, owner])), { width: 150 });
  assert.deepEqual([made.width, made.height], [150, 100]);
  const bytes = readFileSync(made.temporary);
  assert.deepEqual(pictureSize(bytes), { width: 150, height: 100 });
  assert.ok(!bytes.includes('Somebody'));
});

test('what only looks like a picture, or would fill the memory, is refused in words', async () => {
  const png = createCanvas(10, 10).toBuffer('image/png');
  const huge = Buffer.from(png);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  await assert.rejects(makePicture(file('huge.png', huge), { width: 100 }), /50 megapixels/);
  await assert.rejects(makePicture(file('cut.png', png.subarray(0, 40)), { width: 100 }), /cannot be drawn/);
  await assert.rejects(makePicture(file('x.png', '<svg onload="alert(1)">'), { width: 100 }), /cannot be drawn/);
});

test('each kind of picture says its size before it is drawn', () => {
  const canvas = createCanvas(37, 21);
  for (const bytes of [
    canvas.toBuffer('image/png'),
    canvas.toBuffer('image/jpeg'),
    canvas.toBuffer('image/webp'),
    canvas.toBuffer('image/gif'),
  ])
    assert.deepEqual(pictureSize(bytes), { width: 37, height: 21 });
  assert.equal(pictureSize(new Uint8Array(40)), null);
});

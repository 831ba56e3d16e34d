import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readUpload } from './upload.server.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'concord-upload-'));
process.env.UPLOAD_LIMIT_MB = '1';
const arriving = join(process.env.DATA_DIR, 'files', 'arriving');

function upload(file: Blob | null, name = 'curriculum.xml'): Request {
  const form = new FormData();
  form.set('year', '2025-26');
  if (file) form.set('file', file, name);
  return new Request('http://concord.example/', { method: 'POST', body: form });
}

test('a file arrives whole, with its hash and the fields beside it', async () => {
  const text = '<CurriculumInventory/>'.repeat(1000);
  const { fields, name, file } = await readUpload(upload(new Blob([text]), '../../etc/passwd'));
  assert.deepEqual(fields, { year: '2025-26' });
  assert.equal(name.includes('/'), false, 'a name is no path');
  assert.equal(readFileSync(file.temporary, 'utf8'), text);
  assert.equal(file.sha256, createHash('sha256').update(text).digest('hex'));
});
test('a name that the database could not keep loses what it could not', async () => {
  const { name } = await readUpload(upload(new Blob(['<a/>']), 'a\0b.xml'));
  assert.equal(name, 'ab.xml');
});
test('too large, empty, missing and torn files are refused with the remedy, and nothing is left', async () => {
  const before = readdirSync(arriving).length;
  await assert.rejects(readUpload(upload(new Blob(['x'.repeat(2 * 1024 * 1024)]))), /larger than 1 MB.*\.gz/);
  await assert.rejects(readUpload(upload(new Blob([]))), /empty/);
  await assert.rejects(readUpload(upload(null)), /Choose a file/);
  const torn = new Request('http://concord.example/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.xml"\r\n\r\nhalf',
  });
  await assert.rejects(readUpload(torn), /did not arrive whole/);
  assert.equal(readdirSync(arriving).length, before);
});
test('a connection that breaks in the middle of a file leaves nothing behind', async () => {
  const before = readdirSync(arriving).length;
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.xml"\r\n\r\n';
  const broken = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(Buffer.from(`${head}${'x'.repeat(100_000)}`));
      await sleep(50);
      controller.error(new Error('aborted'));
    },
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const request = new Request('http://concord.example/', { method: 'POST', headers, body: broken, duplex: 'half' } as RequestInit);
  await assert.rejects(readUpload(request), /did not arrive whole/);
  assert.equal(readdirSync(arriving).length, before);
});

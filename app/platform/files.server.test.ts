import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dropForgotten } from './files.server.ts';

test('a file that arrived half before a process was killed is gone a day later, and one that arrives now is not', async (context) => {
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'concord-files-'));
  context.after(() => {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
  });
  await dropForgotten();
  const folder = join(process.env.DATA_DIR, 'files', 'arriving');
  mkdirSync(folder, { recursive: true });
  for (const name of ['old', 'new']) writeFileSync(join(folder, name), 'half');
  const yesterday = new Date(Date.now() - 25 * 3600_000);
  utimesSync(join(folder, 'old'), yesterday, yesterday);
  await dropForgotten();
  assert.deepEqual(readdirSync(folder), ['new']);
});

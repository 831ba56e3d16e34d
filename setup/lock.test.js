import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { withLock } from './lock.js';

const longAgo = new Date(Date.now() - 120_000);

function place() {
  return join(mkdtempSync(join(tmpdir(), 'concord-lock-')), 'setup.lock');
}

function unexpected(line) {
  assert.fail(`It waited: ${line}`);
}

test('two set-ups in one folder go one after the other, and the second says that it waits', { timeout: 10_000 }, async () => {
  const folder = place();
  const said = [];
  let inside = 0;
  const work = async () => {
    assert.equal(++inside, 1);
    await wait(50);
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(folder, work, (line) => said.push(line))));
  assert.equal(said.length, 2);
  assert.equal(existsSync(folder), false);
});

test('the lock of a process that died is taken over at once', { timeout: 10_000 }, async () => {
  const folder = place();
  const { pid } = spawnSync(process.execPath, ['--version']);
  mkdirSync(folder);
  writeFileSync(join(folder, `${pid}-abc`), '');
  assert.equal(await withLock(folder, async () => 'done', unexpected), 'done');
});

test('a holder that has been silent for a minute has lost its lock, even when its number is in use again', {
  timeout: 10_000,
}, async () => {
  const folder = place();
  const holder = join(folder, `${process.pid}-abc`);
  mkdirSync(folder);
  writeFileSync(holder, '');
  utimesSync(holder, longAgo, longAgo);
  assert.equal(await withLock(folder, async () => 'done', unexpected), 'done');
});

test('a lock without a holder is one that died while taking it, after a minute', { timeout: 10_000 }, async () => {
  const folder = place();
  mkdirSync(folder);
  utimesSync(folder, longAgo, longAgo);
  assert.equal(await withLock(folder, async () => 'done', unexpected), 'done');
});

test('while a process that worked for a dead one is still alive, the lock is held', { timeout: 10_000 }, async () => {
  const folder = place();
  const { pid } = spawnSync(process.execPath, ['--version']);
  const worker = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 300)']);
  mkdirSync(folder);
  for (const number of [pid, worker.pid]) writeFileSync(join(folder, `${number}-abc`), '');
  const work = async () => assert.notEqual(worker.exitCode, null);
  await withLock(folder, work, () => {});
});

test('work that fails frees the lock', { timeout: 10_000 }, async () => {
  const folder = place();
  await assert.rejects(
    withLock(folder, () => Promise.reject(new Error('no')), unexpected),
    /no/,
  );
  assert.equal(existsSync(folder), false);
});

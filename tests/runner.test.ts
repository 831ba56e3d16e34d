import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

/** Runs the test command in a folder whose only test file has `content`, chosen by `pattern`. */
function runTests(content: string, pattern = 'one') {
  const folder = mkdtempSync(join(tmpdir(), 'concord-runner-'));
  mkdirSync(join(folder, 'app', 'maths'), { recursive: true });
  writeFileSync(join(folder, 'app', 'maths', 'one.test.ts'), content);
  // Node would not run tests inside a test that it knows of.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stdout } = spawnSync(process.execPath, [main, pattern], { cwd: folder, env, encoding: 'utf8' });
  return { status, stdout, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

test('a run closes with how many passed and failed, and fails when one did', () => {
  const { status, stdout, lastLine } = runTests(`
    import test from 'node:test';
    test('holds', () => {});
    test('breaks', () => { throw new Error('the reason'); });
  `);
  assert.deepEqual({ status, lastLine }, { status: 1, lastLine: '1 passed, 1 failed' });
  assert.match(stdout, /the reason/);
});

test('a run in which all holds ends well, though a test left a timer behind', () => {
  const { status, lastLine } = runTests(`import test from 'node:test'; test('holds', () => {}); setInterval(() => {}, 1000);`);
  assert.deepEqual({ status, lastLine }, { status: 0, lastLine: '1 passed, 0 failed' });
});

test('no result is lost, however many a file has and however fast they come', () => {
  const { lastLine } = runTests(`
    import test from 'node:test';
    for (let index = 0; index < 2000; index++) test(\`test \${index}\`, () => {});
    test('breaks last', () => { throw new Error('the reason'); });
  `);
  assert.equal(lastLine, '2000 passed, 1 failed');
});

test('a skipped test is counted as one', () => {
  const { lastLine } = runTests(`import test from 'node:test'; test('holds', () => {}); test('waits', { skip: true }, () => {});`);
  assert.equal(lastLine, '1 passed, 0 failed, 1 skipped');
});

test('a file that ends before its first test, and one without any, fail', () => {
  for (const content of ['throw new Error("early")', '']) {
    const { status, lastLine } = runTests(content);
    assert.deepEqual({ status, lastLine }, { status: 1, lastLine: '0 passed, 1 failed' });
  }
});

test('a run that finds no test fails', () => {
  const { status, stdout, lastLine } = runTests('', 'nothing-like-it');
  assert.deepEqual({ status, lastLine }, { status: 1, lastLine: '0 passed, 0 failed' });
  assert.match(stdout, /No test file's path has nothing-like-it in it/);
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

/** Runs the test command in a folder whose test files have these contents, chosen by `pattern`. */
function runTests(contents: string | string[], pattern = 'one') {
  const folder = mkdtempSync(join(tmpdir(), 'concord-runner-'));
  mkdirSync(join(folder, 'app', 'maths'), { recursive: true });
  for (const [at, content] of [contents].flat().entries()) writeFileSync(join(folder, 'app', 'maths', `one${at}.test.ts`), content);
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

test('files that run in one process are told apart: what failed, what holds no test, and what could not be loaded', () => {
  const holds = `import test from 'node:test'; test('holds', () => {});`;
  // Two run at once at least, so that every other file is in one process.
  const { stdout, lastLine } = runTests([
    '',
    holds,
    holds,
    `import test from 'node:test'; test('breaks', () => { throw new Error('the reason'); });`,
  ]);
  assert.equal(lastLine, '2 passed, 2 failed');
  assert.match(stdout, /one0\.test\.ts\n✖ app\/maths\/one0\.test\.ts/);
  assert.match(stdout, /one3\.test\.ts\n✖ breaks/);
  const early = runTests([holds, holds, 'throw new Error("early")', holds]);
  assert.match(early.stdout, /one2\.test\.ts is loaded[\s\S]*early/);
  assert.equal(early.status, 1);
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'concord-stats-'));
const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
function agreement(text: string, ...words: string[]) {
  const file = join(folder, 'ratings.csv');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/concord.ts', 'stats', 'agreement', file, ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr, document: words.includes('--json') && stdout ? JSON.parse(stdout) : undefined };
}
const published = '1,2,3,3,2,1,4,1,2,,,\n1,2,3,3,2,2,4,1,2,5,,3\n,3,3,3,2,3,4,2,2,5,1,\n1,2,3,3,2,4,4,1,2,5,1,\n';

test('the published reliability data give the published alpha on each metric, without a database', () => {
  const { status, document, stderr } = agreement(published, '--json');
  assert.equal(status, 0, stderr);
  assert.deepEqual(Object.keys(document), ['coders', 'units', 'pairable', 'percent', 'cohen', 'fleiss', 'alpha', 'why']);
  assert.deepEqual([document.coders, document.units, document.pairable, document.alpha.toFixed(3)], [4, 12, 40, '0.743']);
  for (const [metric, alpha] of [
    ['ordinal', '0.815'],
    ['interval', '0.849'],
    ['ratio', '0.797'],
  ] as const)
    assert.equal(agreement(published, '--metric', metric, '--json').document.alpha.toFixed(3), alpha);
});
test('what is not defined is null with its reason, and is said to people in words', () => {
  const { document } = agreement('1,1,1\r\n1,1,1\r\n', '--json');
  assert.deepEqual([document.percent, document.cohen, document.fleiss, document.alpha], [1, null, null, null]);
  assert.match(document.why.cohen, /one and the same/);
  assert.match(agreement('1,1,1\n1,1,1\n').stdout, /cohen +not defined: everybody/);
});
test('a metric that nobody knows is wrong usage, and rows of different length are refused with the place', () => {
  assert.equal(agreement(published, '--metric', 'cosine').status, 2);
  const uneven = agreement('1,2,3\n1,2\n', '--json');
  assert.equal(uneven.status, 1);
  assert.match(uneven.document.error, /Row 2 of .* has 2 cells/);
});

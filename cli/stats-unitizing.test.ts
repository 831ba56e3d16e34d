import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'concord-stats-'));
const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
function unitizing(text: string, ...words: string[]) {
  const file = join(folder, 'units.csv');
  writeFileSync(file, text);
  const asked = ['cli/concord.ts', 'stats', 'unitizing', file, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, asked, { encoding: 'utf8', env });
  return { status, stdout, stderr, document: words.includes('--json') && stdout ? JSON.parse(stdout) : undefined };
}
const continuum = ['--begin', '150', '--length', '300'];
const published = 'I,c,225,70\nI,c,370,30\nJ,c,220,80\nJ,c,355,20\nJ,c,400,20\nI,k,180,60\nI,k,300,50\nJ,k,180,60\nJ,k,300,50\n';

test('the published continuum gives the published figures and the joint that follows from them, without a database', () => {
  const { status, document, stderr } = unitizing(published, ...continuum, '--json');
  assert.equal(status, 0, stderr);
  assert.deepEqual(Object.keys(document), ['byCode', 'joint']);
  assert.equal(document.byCode.c.observed.toFixed(6), '0.014444');
  assert.equal(document.byCode.c.expected.toFixed(6), '0.053222');
  assert.equal(document.byCode.c.alpha.toFixed(4), '0.7286');
  assert.equal(document.byCode.k.alpha, 1);
  assert.equal(document.joint.toFixed(4), '0.8587');
  assert.match(unitizing(`coder,code,start,length\n${published}`.replaceAll('\n', '\r\n'), ...continuum).stdout, /joint +0\.8587/);
});
test('a coder who marked nothing counts, one coder alone has no alpha, and the reason is told', () => {
  assert.ok(unitizing('I,c,225,70\nJ,,,\n', ...continuum, '--json').document.joint < 0.1);
  const { document, status } = unitizing('I,c,225,70\n', ...continuum, '--json');
  assert.deepEqual([status, document.joint, document.byCode.c.alpha], [0, null, null]);
  assert.match(document.why.joint, /two coders or more/);
});
test('rows that are no units are refused with their place, and a continuum without its length is wrong usage', () => {
  assert.match(unitizing('I,c,225,70\nI,c,x,3\n', ...continuum, '--json').document.error, /Row 2 of .* is not coder,code,start,length/);
  assert.match(unitizing('I,c,10,70\nJ,c,200,3\n', ...continuum, '--json').document.error, /\[10, 80\) is not in the continuum/);
  assert.equal(unitizing('I,c,10,70\n', ...continuum, '--json').status, 1);
  assert.equal(unitizing(published, '--begin', '150').status, 2);
  assert.equal(unitizing(published, '--begin', '150', '--length', 'long').status, 2);
});

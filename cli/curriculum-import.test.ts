import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { actingFor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { smallCurriculum } from '../tests/curriculum-file.ts';
import { person, school } from '../tests/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-cli-'));
const good = join(folder, 'good.xml');
writeFileSync(
  good,
  smallCurriculum({ events: [{ id: 'E1', title: 'Silence', minutes: 30 }], courses: [{ id: 'B1', title: 'One', events: ['E1'] }] }),
);
const bad = join(folder, 'bad.xml');
writeFileSync(bad, '<html><body>Please sign in</body></html>');

const ashby = await school('ashby');
const lead = await person('Ada', ['lead'], ashby);
const student = await person('Stu', ['student'], ashby);

function concord(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/concord.ts', ...words], { encoding: 'utf8' });
  return { status, stdout, stderr, document: words.includes('--json') && stdout ? JSON.parse(stdout) : undefined };
}
const place = ['--school', 'ashby', '--year', '2025-26'];

test('a check needs no database, prints one document, and rejects with exit 1 and the document', () => {
  const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
  const run = (file: string) =>
    spawnSync(process.execPath, ['cli/concord.ts', 'curriculum', 'check', file, '--json'], { encoding: 'utf8', env });
  const read = run(good);
  assert.equal(read.status, 0, read.stderr);
  const { format, events, minutes, messages } = JSON.parse(read.stdout);
  assert.deepEqual([format, events, minutes, Array.isArray(messages)], ['ci-xml-v10', 1, 30, true]);
  const rejected = run(bad);
  assert.equal(rejected.status, 1);
  assert.ok(JSON.parse(rejected.stdout).messages.some(({ severity }: { severity: string }) => severity === 'error'));
});

test('an import answers the check and what it wrote, as the operator or as a lead', () => {
  const { status, document, stderr } = concord('curriculum', 'import', good, ...place, '--json');
  assert.equal(status, 0, stderr);
  assert.deepEqual([document.events, document.imported.activities, document.imported.added, document.imported.year], [1, 1, 1, '2025-26']);
  const again = concord('curriculum', 'import', good, ...place, '--json', '--as', lead.mail);
  assert.deepEqual([again.status, again.document.imported.added, again.document.imported.activities], [0, 0, 1]);
  assert.match(concord('curriculum', 'import', good, ...place).stdout, /Brought in as 2025-26: 1 activities in 1 courses/);
});

test('a rejected file exits 1 with its document and leaves nothing', async () => {
  const before = await importsOfAshby();
  const { status, document } = concord('curriculum', 'import', bad, ...place, '--json');
  assert.equal(status, 1);
  assert.ok(document.messages.length > 0);
  assert.equal('imported' in document, false);
  assert.equal(await importsOfAshby(), before);
});

test('a student is refused, a file that is not there is said, and a year that is none is wrong usage', () => {
  const refused = concord('curriculum', 'import', good, ...place, '--as', student.mail);
  assert.deepEqual([refused.status, refused.stderr.trim()], [1, 'You may not bring in a curriculum.']);
  const absent = concord('curriculum', 'import', join(folder, 'none.xml'), ...place);
  assert.equal(absent.status, 1);
  assert.match(absent.stderr, /There is no file at/);
  assert.equal(concord('curriculum', 'import', good, '--school', 'ashby', '--year', '2025-27').status, 2);
});

function importsOfAshby(): Promise<number> {
  return as(actingFor(lead, 'ashby'), async ({ tx }) => (await tx.selectFrom('schoolFile').select('id').execute()).length);
}

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

test('a spreadsheet is checked and brought in like any other file, as guessed with a warning or as a matching says', () => {
  const sheet = join(folder, 'sheet.csv');
  writeFileSync(sheet, 'Title,Course,Duration\nHeart failure,Cardiology,1.5\nMurmurs,Cardiology,2\n');
  const matching = join(folder, 'matching.json');
  const columns = { 0: 'title', 1: 'course', 2: 'duration' };
  writeFileSync(matching, JSON.stringify({ sheet: '', headerLine: 1, columns, answers: { 'unit:2': 'minutes' } }));
  const guessed = concord('curriculum', 'check', sheet, '--json');
  assert.deepEqual([guessed.status, guessed.document.format, guessed.document.events, guessed.document.minutes], [0, 'csv', 2, 210]);
  assert.ok(guessed.document.messages.some(({ did }: { did: string }) => did === 'This was taken to be so: Hours.'));
  assert.ok(guessed.document.messages.every((message: object) => !('about' in message)));
  assert.equal(concord('curriculum', 'check', sheet, '--matching', matching, '--json').document.minutes, 4);
  const imported = concord('curriculum', 'import', sheet, '--school', 'ashby', '--year', '2026-27', '--matching', matching, '--json');
  assert.equal(imported.status, 0, imported.stderr);
  assert.deepEqual([imported.document.minutes, imported.document.imported.activities, imported.document.imported.courses], [4, 2, 1]);
  writeFileSync(matching, '{"sheet":1}');
  assert.equal(concord('curriculum', 'check', sheet, '--matching', matching).status, 2);
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

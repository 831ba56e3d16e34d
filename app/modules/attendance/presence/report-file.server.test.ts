import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { mostLines, reportIn } from './report-file.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-report-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const frame = { startsAt: new Date('2026-10-08T16:00:00Z'), endsAt: new Date('2026-10-08T17:00:00Z'), timeZone: 'America/New_York' };
const head = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)';
const ada = 'Ada Quill,ada@ashby.example,10/08/2026 12:00:00 PM,10/08/2026 12:45:00 PM,45';

function read(file: string | Buffer) {
  const path = join(folder, 'report.csv');
  writeFileSync(path, file);
  return reportIn(path, frame);
}
async function peopleIn(file: string | Buffer) {
  const found = await read(file);
  assert.ok('people' in found, 'problem' in found ? found.problem : '');
  return found.people.map(({ name, mail, minutes }) => [name, mail, minutes]);
}
async function problemOf(file: string | Buffer) {
  const found = await read(file);
  assert.ok('problem' in found);
  return found.problem;
}

test('a report is read as machines write it: UTF-16 with its mark, semicolons, tabs, a table with quoted commas', async () => {
  const plain = `${head}\r\n${ada}\r\n`;
  const expected = [['Ada Quill', 'ada@ashby.example', 45]];
  assert.deepEqual(await peopleIn(plain), expected);
  assert.deepEqual(await peopleIn(Buffer.from(`\uFEFF${plain}`, 'utf16le')), expected);
  assert.deepEqual(await peopleIn(plain.replaceAll(',', ';')), expected);
  assert.deepEqual(await peopleIn(plain.replaceAll(',', '\t')), expected);
  assert.deepEqual(await peopleIn(plain.replace('Ada Quill', '"Quill, Ada"')), [['Quill, Ada', 'ada@ashby.example', 45]]);
});
test('what is no report is told so: a page in place of a table, nothing, bytes, a table of something else', async () => {
  for (const file of ['<!doctype html><html><body><table><tr><td>Name</td></tr></table></body></html>', '', 'a,b\n1,2\n'])
    assert.match(await problemOf(file), /\S/);
  assert.match(await problemOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])), /\S/);
});
test('a file without end is refused, and lines that cannot be a person’s are left out alone', async () => {
  assert.match(await problemOf(`${head}\n${'a,b\n'.repeat(mostLines)}`), /more than 50,000 lines/);
  const long = `Eve,${'e'.repeat(300)}@x.example,10/08/2026 12:00:00 PM,10/08/2026 12:30:00 PM,30`;
  const ages = 'Old,o@x.example,10/08/2026 12:00:00 PM,10/08/9026 12:30:00 PM,30';
  const found = await read(`${head}\n${ada}\n${long}\n${ages}\n`);
  assert.ok('people' in found);
  assert.deepEqual([found.people.map(({ mail }) => mail), found.unread.map(({ line }) => line)], [['ada@ashby.example', null], [4]]);
  const totals = await read(`Name,User Email,Total Duration (Minutes)\nAda,ada@ashby.example,48\nMax,max@x.example,99999999999999999999\n`);
  assert.ok('people' in totals);
  assert.deepEqual(
    totals.people.map(({ name }) => name),
    ['Ada'],
  );
});

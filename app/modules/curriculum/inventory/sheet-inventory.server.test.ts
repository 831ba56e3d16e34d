import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { workbookBytes } from '../../../../tests/workbook-file.ts';
import type { Part } from './inventory.ts';
import { proposalOf, readInventory } from './inventory-file.server.ts';
import type { Matching } from './matching.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-sheets-'));
function placed(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
async function read(path: string, matching?: Matching) {
  const parts: Part[] = [];
  const answer = await readInventory(path, {
    matching,
    onParts: (some) => {
      parts.push(...some);
    },
  });
  return { ...answer, parts };
}

const csv = 'Title,Course,Duration\nHeart failure,Cardiology,1.5\nMurmurs,Cardiology,2\n';
/** A sheet with the same rows; lengths are numbers. */
function rowsXml(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number, column: number, row: number) => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    return typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  return rows.map((cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, column, row)).join('')}</row>`).join('');
}
const rows = rowsXml([
  ['Title', 'Course', 'Duration'],
  ['Heart failure', 'Cardiology', 1.5],
  ['Murmurs', 'Cardiology', 2],
]);
const workbook = workbookBytes([{ rows }]);

for (const [name, bytes, format] of [
  ['plain.csv', csv, 'csv'],
  ['packed.csv.gz', gzipSync(csv), 'csv'],
  ['packed-csv.zip', zipSync({ 'folder/plain.csv': strToU8(csv) }), 'csv'],
  ['semicolons.csv', csv.replaceAll(',', ';'), 'csv'],
  ['book.xlsx', workbook, 'xlsx'],
  ['book.xlsx.gz', gzipSync(workbook), 'xlsx'],
  ['book.zip', zipSync({ 'book.xlsx': workbook }), 'xlsx'],
  ['named-otherwise.xml', csv, 'csv'],
] as const)
  test(`${name} is read for what it is, and its guess is a warning`, async () => {
    const { check, isRejected, sha256, parts } = await read(placed(name, bytes));
    assert.deepEqual(
      [isRejected, check.format, check.events, check.minutes, check.sequenceBlocks],
      [false, format, 2, 210, 1],
      check.messages[0]?.found,
    );
    assert.match(sha256 ?? '', /^[\da-f]{64}$/);
    assert.equal(parts[0]?.kind, 'report');
    const guess = check.messages.find(({ found }) => found === 'The values run from 1.5 to 2');
    assert.deepEqual([guess?.severity, guess?.path, guess?.did], ['warning', 'Duration (C)', 'This was taken to be so: Hours.']);
  });

test('what a person answered is no guess any more, and what their answers lack is one', async () => {
  const path = placed('matched.csv', csv);
  const matching: Matching = {
    sheet: '',
    headerLine: 1,
    columns: { 0: 'title', 1: 'course', 2: 'duration' },
    answers: { 'unit:2': 'minutes' },
  };
  const { check } = await read(path, matching);
  assert.equal(check.minutes, 4);
  assert.ok(!check.messages.some(({ expected }) => /Somebody’s answer/.test(expected)));
  const unanswered = await read(path, { ...matching, answers: {} });
  assert.equal(unanswered.check.minutes, 210);
  assert.ok(unanswered.check.messages.some(({ expected }) => /Somebody’s answer/.test(expected)));
});

test('of several sheets the one that looks like activities is read, the others are named, and a person may choose another', async () => {
  const path = placed(
    'sheets.xlsx',
    workbookBytes([
      { name: 'Notes', rows: rowsXml([['Read me'], ['These are notes']]) },
      { name: 'Sessions', rows },
    ]),
  );
  const { check } = await read(path);
  assert.equal(check.events, 2);
  assert.match(check.messages.find(({ found }) => /Another sheet/.test(found))?.found ?? '', /“Notes”/);
  const proposal = await proposalOf(path);
  assert.deepEqual([proposal?.matching.sheet, proposal?.sheets], ['Sessions', ['Notes', 'Sessions']]);
  const notes = await proposalOf(path, { sheet: 'Notes' });
  assert.equal(notes?.matching.sheet, 'Notes');
});

test('XML needs no proposal, and a file that is neither ends in a message', async () => {
  assert.equal(await proposalOf(placed('a.xml', '<CurriculumInventory/>')), null);
  const { check, isRejected } = await read(placed('scan.pdf', '%PDF-1.7 and so on'));
  assert.deepEqual([isRejected, check.events, check.messages[0]?.severity], [true, 0, 'error']);
});

test('ten thousand rows of ten thousand columns, an endless cell and letters of nothing end in a message or in right data', async () => {
  const wide = await read(
    placed('wide.csv', `${Array.from({ length: 10_000 }, (_, at) => `Column ${at}`).join()}\n${'x,'.repeat(9_999)}x\n`),
  );
  assert.ok(wide.check.messages.length > 0);
  const long = await read(placed('long.csv', `Title,Minutes\nHeart failure,60\n"${'long '.repeat(400_000)}",60\n`));
  assert.equal(long.check.events, 2);
  assert.ok(long.parts.every((part) => JSON.stringify(part).length < 30_000));
  const odd = await read(placed('odd.csv', 'Title,Minutes\n=HYPERLINK("http://example.edu"),60\n<script>alert(1)</script>,60\n'));
  assert.equal(odd.isRejected, false);
});

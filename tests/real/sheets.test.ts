import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import type { SheetNotice, SheetRow } from '#app/platform/sheet.ts';
import { readSheetRows, sheetsOf, UnreadableFile } from '#app/platform/sheet-file.server.ts';

const folder = join(process.env.REAL_DATA ?? '', 'competencies');
const skip = process.env.REAL_DATA === undefined || !existsSync(folder);

async function read(name: string) {
  const rows: SheetRow[] = [];
  const notices: SheetNotice[] = [];
  for await (const some of readSheetRows(join(folder, name), { onNotice: (notice) => notices.push(notice) })) rows.push(...some);
  return { rows, notices };
}

test('a framework’s CSV: every row has the columns of its head, and codes stay text', { skip }, async () => {
  const { rows, notices } = await read('sample_case.csv');
  assert.equal(rows[0]?.cells[0], 'Identifier');
  assert.ok(rows.length > 5 && rows.every(({ cells }) => cells.length <= (rows[0]?.cells.length ?? 0)));
  assert.ok(rows.flatMap(({ cells }) => cells).every((cell) => cell === null || typeof cell === 'string'));
  assert.deepEqual(notices, []);
});
test('a framework’s workbook: three sheets, each with its head', { skip }, async () => {
  const path = 'spreadsheet_import_sample.xlsx';
  assert.deepEqual(await sheetsOf(join(folder, path)), { format: 'xlsx', sheets: ['CF Doc', 'CF Item', 'CF Association'], hidden: [] });
  const { rows, notices } = await read(path);
  assert.deepEqual(
    rows.filter(({ line }) => line === 1).map(({ sheet, cells }) => [sheet, cells[0]]),
    [
      ['CF Doc', 'identifier'],
      ['CF Item', 'identifier'],
      ['CF Association', 'identifier'],
    ],
  );
  assert.equal(rows.find(({ sheet, line }) => sheet === 'CF Doc' && line === 2)?.cells[2], 'SampleFramework');
  assert.deepEqual(notices, []);
});
test('the tables of a curriculum system: names without back-ticks, texts with commas whole, no row wider than its head', {
  skip,
}, async () => {
  const names = globSync('ilios-dataimport/*.csv', { cwd: folder });
  assert.ok(names.length > 15);
  for (const name of names) {
    const { rows, notices } = await read(name);
    const [head] = rows;
    assert.ok(head && rows.length > 1, name);
    assert.ok(
      head.cells.every((cell) => typeof cell === 'string' && /^[a-z_0-9]+$/.test(cell)),
      `${name}: ${JSON.stringify(head.cells)}`,
    );
    assert.deepEqual(
      rows.filter(({ cells }) => cells.length > head.cells.length).map(({ line }) => `${basename(name)}:${line}`),
      [],
    );
    assert.deepEqual(notices, [], name);
  }
  const { rows } = await read('ilios-dataimport/aamc_pcrs.csv');
  assert.equal(rows.length, 67);
  assert.match(String(rows[1]?.cells[1]), /^Perform all medical, diagnostic, and surgical procedures/);
});
test('what is no table is refused as a whole', { skip }, async () => {
  await assert.rejects(
    read('../curriculum/ci-xml/valid/large-50mb.xml.gz'),
    (error) => error instanceof UnreadableFile && /XML/.test(error.found),
  );
});

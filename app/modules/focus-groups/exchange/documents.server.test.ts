import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readSheetRows } from '#app/platform/sheet-file.server.ts';
import { type CodebookLine, codebookTable } from './codebook-table.ts';
import { definitionIn, definitionText } from './definition-text.ts';
import { tableCsv } from './plain-table.ts';
import { type QuoteLine, quoteTable } from './quote-table.ts';
import { codebookDocument, quotesDocument, tableDocument } from './table-document.server.ts';
import { workbookFile } from './table-workbook.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-documents-'));
after(() => rmSync(folder, { recursive: true }));

const empty = { include: null, exclude: null, example: null, colour: null, codings: null };
const codes: CodebookLine[] = [
  { ...empty, path: ['Time'], definition: 'Of the day & the year', codings: 12 },
  { ...empty, path: ['Time', 'Late'], definition: null, include: 'By minutes\nor hours', exclude: '=1+1', colour: '#3366cc' },
];
const quotes: QuoteLine[] = [
  { text: '=HYPERLINK("x")', speaker: 'P3', session: 'Group 1', site: 'North', theme: 'Being seen', codes: ['Late', 'Home'], memo: null },
  { text: 'I was\nthere \u0001', speaker: null, session: null, site: null, theme: null, codes: [], memo: '+1' },
];

async function sheetOf(bytes: Buffer) {
  const path = join(folder, 'out.xlsx');
  writeFileSync(path, bytes);
  const rows = [];
  for await (const some of readSheetRows(path)) rows.push(...some);
  return rows.map(({ cells }) => cells);
}
function partOf(bytes: Buffer, name: string): string {
  return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
}

test('nothing in a CSV or a workbook runs as a formula, and a workbook has the text as it was said', async () => {
  assert.match(tableCsv(quoteTable('Quotes', quotes)), /"'=HYPERLINK\(""x""\)"/);
  assert.match(tableCsv(quoteTable('Quotes', quotes)), /,'\+1\r\n/);
  const bytes = await workbookFile([quoteTable('Quotes', quotes), codebookTable('Quotes', codes)]);
  assert.doesNotMatch(partOf(bytes, 'xl/worksheets/sheet1.xml'), /<f[ >]/);
  const rows = await sheetOf(bytes);
  assert.deepEqual(rows[1], ['=HYPERLINK("x")', 'P3', 'Group 1', 'North', 'Being seen', 'Late; Home']);
  assert.match(String(rows[2]?.[0]), /^I was\nthere/);
  assert.deepEqual(rows[4]?.slice(0, 3), ['Time', null, 'Of the day & the year']);
  assert.equal(rows[4]?.[7], 12);
});
test('a text that is longer than a cell can hold is cut, and says so', async () => {
  const rows = await sheetOf(
    await workbookFile([quoteTable('A/B: quotes?', [{ ...(quotes[0] as QuoteLine), text: '😀'.repeat(40_000) }])]),
  );
  const text = String(rows[1]?.[0]);
  assert.ok(text.length <= 32_767);
  assert.match(text, /cut: a cell holds no more\)$/);
});
test('a codebook in Word has a heading for each code at its level, and quotes stand under their themes with who said them', async () => {
  const book = partOf(await codebookDocument('Codebook & more', codes), 'word/document.xml');
  assert.deepEqual(
    [...book.matchAll(/w:pStyle w:val="(\w+)"/g)].map(([, style]) => style),
    ['Title', 'Heading1', 'Heading2'],
  );
  assert.match(
    book,
    /Codebook &amp; more[\s\S]*Of the day &amp; the year[\s\S]*Codings: [\s\S]*12[\s\S]*By minutes<\/w:t><\/w:r><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:br\/>/,
  );
  const said = partOf(await quotesDocument('Quotes', quotes), 'word/document.xml');
  assert.match(said, /Being seen[\s\S]*“=HYPERLINK\(&quot;x&quot;\)”[\s\S]*— P3, Group 1, North[\s\S]*Without a theme/);
  assert.ok(!said.includes('\u0001'));
  const table = partOf(await tableDocument(codebookTable('Codebook', codes)), 'word/document.xml');
  assert.match(table, /<w:tblHeader\/>/);
});
test('what a codebook says of a code goes out as one text and comes apart again', () => {
  const text = fc.option(
    fc.array(fc.constantFrom('late', 'early', 'é', '\n', 'so'), { minLength: 1, maxLength: 6 }).map(
      (all) =>
        all
          .join(' ')
          .replace(/\s*\n\s*/g, '\n')
          .trim() || 'x',
    ),
    { nil: null },
  );
  fc.assert(
    fc.property(fc.record({ definition: text, include: text, exclude: text, example: text }), (given) => {
      assert.deepEqual(definitionIn(definitionText(given)), { ...given });
    }),
  );
  assert.deepEqual(definitionIn('Whatever\n\nanother program says').definition, 'Whatever\n\nanother program says');
});

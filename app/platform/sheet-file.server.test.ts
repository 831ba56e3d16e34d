import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { type WrittenSheet, workbookBytes, workbookParts } from '../../tests/workbook-file.ts';
import { cellText, type SheetNotice, type SheetRow } from './sheet.ts';
import { readSheetRows, type SheetOptions, sheetsOf, UnreadableFile } from './sheet-file.server.ts';

const folder = await mkdtemp(join(tmpdir(), 'concord-sheet-'));
after(() => rm(folder, { recursive: true }));
let files = 0;

async function placed(bytes: Buffer | string): Promise<string> {
  files += 1;
  const path = join(folder, String(files));
  await writeFile(path, bytes);
  return path;
}
/** The cells of a file by their line, and what was noticed. */
async function read(bytes: Buffer | string, options: SheetOptions = {}) {
  const notices: SheetNotice[] = [];
  const rows: SheetRow[] = [];
  const say = (notice: SheetNotice) => notices.push(notice);
  for await (const some of readSheetRows(await placed(bytes), { onNotice: say, ...options })) rows.push(...some);
  const said = notices.map(({ line, path, found, did }) => [path, line, found, did].filter((part) => part !== undefined).join(' · '));
  return { rows, said, cells: Object.fromEntries(rows.map(({ line, cells }) => [line, cells])) };
}
function cell(xml: string, attributes = ''): string {
  return `<c${attributes}>${xml}</c>`;
}
function inline(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}
function workbook(rows: string, options: Parameters<typeof workbookBytes>[1] = {}, sheet: Partial<WrittenSheet> = {}): Buffer {
  return workbookBytes([{ name: 'Courses', rows, ...sheet }], options);
}

// CSV

const sameTable: [string, Buffer | string][] = [
  ['commas', 'Title,Note\n"Thérapie, 1","say ""ah"""\n'],
  ['semicolons and a mark', '\ufeffTitle;Note\r\n"Thérapie, 1";"say ""ah"""\r\n'],
  ['tabs in UTF-16', Buffer.from('\ufeffTitle\tNote\r\nThérapie, 1\t"say ""ah"""', 'utf16le')],
  ['tabs in UTF-16, big end first', Buffer.from('\ufeffTitle\tNote\r\nThérapie, 1\t"say ""ah"""', 'utf16le').swap16()],
  ['bars and CR', 'Title|Note\rThérapie, 1|"say ""ah"""\r'],
  ['Windows-1252', Buffer.from('Title,Note\n"Thérapie, 1","say ""ah"""\n', 'latin1')],
  ['names in back-ticks', '`Title`, `Note`\n"Thérapie, 1","say ""ah"""\n'],
  ['mixed line ends', 'Title,Note\r\n"Thérapie, 1","say ""ah"""\n\r\n\n'],
  ['trailing commas', 'Title,Note,,,\n"Thérapie, 1","say ""ah""",,,\n,,,,\n'],
  ['gzip', gzipSync('Title,Note\n"Thérapie, 1","say ""ah"""\n')],
  ['a ZIP', Buffer.from(zipSync({ 'x/courses.csv': strToU8('Title,Note\n"Thérapie, 1","say ""ah"""\n') }))],
];
for (const [name, bytes] of sameTable)
  test(`CSV is read the same with ${name}`, async () => {
    assert.deepEqual((await read(bytes)).cells, { 1: ['Title', 'Note'], 2: ['Thérapie, 1', 'say "ah"'] });
    assert.deepEqual(await sheetsOf(await placed(bytes)), { format: 'csv', sheets: [''], hidden: [] });
  });

test('a row keeps its line, whatever blank lines and line ends within texts stand above it', async () => {
  const { cells, said } = await read('\r\na,b\r\n\r\n"one\r\ntwo\r\nthree",x\r\n4,y\r\n,\r\nlast,z');
  assert.deepEqual(cells, { 2: ['a', 'b'], 4: ['one\r\ntwo\r\nthree', 'x'], 7: ['4', 'y'], 9: ['last', 'z'] });
  assert.deepEqual(said, []);
});
test('a quotation mark that is never closed costs its own line, and the message names it', async () => {
  const { cells, said } = await read('a,b\n1,"open\n2,x\n3,y\n');
  assert.deepEqual(cells, { 1: ['a', 'b'], 2: ['1', '"open'], 3: ['2', 'x'], 4: ['3', 'y'] });
  assert.match(said[0] ?? '', /^2 · A quotation mark that opens a text and is never closed/);
});
test('a mark that is closed only by the next text in marks swallows no rows', async () => {
  const { cells, said } = await read('a,b\n1,"open\n2,"x"\n3,"y"\n4,"two\nlines"\n5,"""Ah"" is\nwhat they say"\n6,12" disc\n');
  assert.deepEqual(Object.values(cells), [
    ['a', 'b'],
    ['1', '"open'],
    ['2', 'x'],
    ['3', 'y'],
    ['4', 'two\nlines'],
    ['5', '"Ah" is\nwhat they say'],
    ['6', '12" disc'],
  ]);
  assert.equal(said.length, 1);
});
test('lines that are not UTF-8 are read as Windows-1252, each for itself, and the message names the first', async () => {
  const { cells, said } = await read(Buffer.concat([Buffer.from('Title\nThérapie\n'), Buffer.from('Système \x96 1\n\x81', 'latin1')]));
  assert.deepEqual(cells, { 1: ['Title'], 2: ['Thérapie'], 3: ['Système – 1'], 4: ['\ufffd'] });
  assert.match(said[0] ?? '', /^3 · 2 lines whose letters are not in UTF-8, and 1 bytes that are no letters · Read as Windows-1252/);
});
test('a cell of 10 MB is cut with a message, and the rows around it are whole', async () => {
  const { cells, said } = await read(`a,b\n1,"${'long text, '.repeat(1_000_000)}"\n2,x\n`);
  assert.equal(cellText(cells[2]?.[1]).length, 100_000);
  assert.deepEqual(cells[3], ['2', 'x']);
  assert.deepEqual(said, [
    'B · 2 · A cell with more than 100,000 characters, or in a row of more than 11,534,336 · Each was cut after so many characters.',
  ]);
});
test('a million columns are cut with a message', async () => {
  const { cells, said } = await read(`${'a,'.repeat(1_000_000)}\n2,x\n`);
  assert.deepEqual([cells[1]?.length, cells[2]], [3000, ['2', 'x']]);
  assert.match(said[0] ?? '', /^1 · A row with more than 3,000 columns/);
});
test('what a person typed comes back from CSV, whatever the letters and wherever the bytes are cut', async () => {
  const text = fc.stringMatching(/^[a-z"',;\t|\n\r é€\u{1F600}=@+-]{0,12}$/u).filter((value) => value.trim() !== '');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), async (table) => {
      const csv = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      assert.deepEqual(
        (await read(csv, { delimiter: ',' })).rows.map(({ cells }) => cells),
        table,
      );
    }),
    { numRuns: 100 },
  );
});

const hopelessText: [string, Buffer | string, RegExp][] = [
  ['a line of two million columns and more', ','.repeat(2_100_000), /more than 2,000,000 columns/],
  ['a line of 12 MB', 'x'.repeat(11.5 * 1024 ** 2), /A row of more than 11,534,336 characters in line 1/],
  ['marks that are never closed all over', '"open,x\n'.repeat(3000), /Too many quotation marks/],
  ['bytes that are no text', Buffer.from([1, 2, 3, 0, 0, 7]), /no text/],
  ['UTF-16 without its mark', Buffer.from('a,b\n', 'utf16le'), /UTF-16 without the mark/],
  ['a PDF', '%PDF-1.7', /A PDF/],
  ['a web page', '\ufeff\n<!DOCTYPE html><html>', /A web page/],
  ['a spreadsheet as XML', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', /XML, which is no table/],
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel file \(\.xls\).*Save as/],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    /with a password.*remove the password/,
  ],
  [
    'an OpenDocument file',
    Buffer.from(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') })),
    /OpenDocument.*Save as/,
  ],
  ['an Apple Numbers file', Buffer.from(zipSync({ 'Index/Document.iwa': strToU8('x') })), /Apple Numbers.*Export To/],
  ['a binary Excel file', Buffer.from(zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/workbook.bin': strToU8('x') })), /binary Excel/],
  ['a Word document', Buffer.from(zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x') })), /Word document/],
  ['an archive in an archive', Buffer.from(zipSync({ 'a.zip': zipSync({ 'a.csv': strToU8('a') }) })), /within another packed file/],
  ['a file packed twice', gzipSync(gzipSync('a,b')), /within another packed file/],
];
for (const [name, bytes, message] of hopelessText)
  test(`refused with what to do: ${name}`, async () => {
    await assert.rejects(read(bytes), (error) => error instanceof UnreadableFile && message.test(error.message));
  });
test('an empty file has no rows, and says so', async () => {
  for (const bytes of ['', '\n\n', ',,,\n', workbook('')]) assert.match((await read(bytes)).said.at(-1) ?? '', /No row with a value in it/);
});

// XLSX

test('each kind of cell of a workbook is read as a person sees it', async () => {
  const rows = `<row r="1">${[
    cell('<v>1</v>', ' t="s"'),
    inline('  in <!-- x -->line &amp; <![CDATA[<b>]]>'),
    cell('<f>A1</f><v>cached</v>', ' t="str"'),
    cell('<v>1</v>', ' t="b"'),
    cell('<v>90</v>'),
    cell('<v>1.1</v>', ' s="2"'),
    cell('<v>45901</v>', ' s="1"'),
    cell('<f>SUM(1)</f><v>0.0625</v>', ' s="3"'),
    cell('<v>0.25</v>', ' s="4"'),
    cell('<v>2025-09-01T08:00:00</v>', ' t="d"'),
    cell('<v>1e3</v>'),
    cell('', ' s="1"'),
    inline('_x0041_fter'),
  ].join('')}</row>`;
  const texts =
    '<si><t>none</t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve">text</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si>';
  const { cells, said } = await read(workbook(rows, { texts, formats: ['dd/mm/yyyy', '0.00', '[h]:mm', '0%'] }));
  assert.deepEqual(cells[1], [
    'rich text',
    '  in line & <b>',
    'cached',
    true,
    90,
    '1.10',
    { date: '2025-09-01' },
    '1:30',
    '25%',
    { date: '2025-09-01T08:00' },
    1000,
    null,
    'After',
  ]);
  assert.deepEqual(said, []);
});
test('dates count from the day that the workbook says', async () => {
  const rows = `<row>${cell('<v>44439</v>', ' s="1"')}</row>`;
  assert.deepEqual((await read(workbook(rows, { formats: ['d/m/yy'], is1904: true }))).cells[1], [{ date: '2025-09-01' }]);
  assert.deepEqual((await read(workbook(rows, { formats: ['d/m/yy'] }))).cells[1], [{ date: '2021-08-31' }]);
});
test('cells stand where their reference says, with or without one, and gaps are empty', async () => {
  const rows = `<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c><c r="A2"><v>3</v></c></row><row><c><v>4</v></c></row><row r="9"><c r="$"><v>5</v></c></row>`;
  assert.deepEqual((await read(workbook(rows))).cells, { 2: [3, null, 1, 2], 3: [4], 9: [5] });
});
test('errors and formulas without a value are empty, and the message names the first', async () => {
  const rows = `<row r="1">${inline('a')}${cell('<v>#REF!</v>', ' t="e"')}</row><row r="2">${cell('<f>NOW()</f>', ' r="C2"')}${cell('<v>#N/A</v>', ' t="e"')}</row>`;
  const { cells, said } = await read(workbook(rows));
  assert.deepEqual(cells, { 1: ['a'] });
  assert.deepEqual(said, [
    'Courses!B · 1 · 2 cells with an error of the spreadsheet, such as #REF! · They were read as empty.',
    'Courses!C · 2 · A formula without the value that it comes to · It was read as empty; formulas are never worked out here.',
  ]);
});
test('merged cells have their value in the first, and hidden rows are read; both are said', async () => {
  const rows = `<row r="1">${inline('Block')}<c/><c/></row><row r="2" hidden="1">${inline('x')}</row>`;
  const { cells, said } = await read(workbook(rows, {}, { after: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>' }));
  assert.deepEqual(cells, { 1: ['Block'], 2: ['x'] });
  assert.match(said.join('\n'), /A group of merged cells, such as A1:C1/);
  assert.match(said.join('\n'), /A hidden row · They were read like the others/);
});
test('every visible sheet is read in order; a hidden one only by its name, and it is said', async () => {
  const bytes = workbookBytes([
    { name: 'Year 1', rows: `<row>${inline('one')}</row>` },
    { name: 'Lists', rows: `<row>${inline('list')}</row>`, state: 'veryHidden' },
    { name: 'Year 2', rows: `<row>${inline('two')}</row>` },
  ]);
  assert.deepEqual(await sheetsOf(await placed(bytes)), { format: 'xlsx', sheets: ['Year 1', 'Year 2'], hidden: ['Lists'] });
  const all = await read(bytes);
  assert.deepEqual(
    all.rows.map(({ sheet, cells }) => [sheet, cells[0]]),
    [
      ['Year 1', 'one'],
      ['Year 2', 'two'],
    ],
  );
  assert.match(all.said[0] ?? '', /A hidden sheet: “Lists” · It was left out/);
  assert.deepEqual((await read(bytes, { sheet: 'Lists' })).cells[1], ['list']);
  await assert.rejects(read(bytes, { sheet: 'Year 3' }), /No sheet named “Year 3”. One of “Year 1”, “Lists”, “Year 2”/);
});
test('a workbook is read the same packed again, with prefixes, and without its lists of parts', async () => {
  const row = `<row>${cell('<v>0</v>', ' t="s"')}</row>`;
  const plain = workbook(row, { texts: '<si><t>Shock</t></si>' });
  const parts = workbookParts([{ name: 'Courses', rows: row }], { texts: '<si><t>Shock</t></si>' });
  const prefixed = Object.fromEntries(
    Object.entries(parts).map(([path, xml]) => [
      path,
      strToU8(path.includes('xl/w') && !path.includes('rels') ? xml.replace(/<(\/?)(?!\?)/g, '<$1x:').replace('xmlns=', 'xmlns:x=') : xml),
    ]),
  );
  const { '_rels/.rels': _, ...rest } = parts;
  const unlisted = Object.fromEntries(
    Object.entries(rest).map(([path, xml]) => [path, strToU8(xml.replace(/<Relationship Id="rId[TS]"[^>]*>/g, ''))]),
  );
  for (const bytes of [
    plain,
    gzipSync(plain),
    Buffer.from(zipSync({ 'a/b.xlsx': plain })),
    Buffer.from(zipSync(prefixed)),
    Buffer.from(zipSync(unlisted)),
  ])
    assert.deepEqual((await read(bytes)).cells, { 1: ['Shock'] });
});
test('a million columns and a cell of 10 MB are cut with a message', async () => {
  const wide = await read(
    workbook(`<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row><row r="2"><c r="XFD2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
  );
  assert.deepEqual([wide.cells[1]?.length, wide.cells[2]], [3000, [2]]);
  assert.match(wide.said[0] ?? '', /2 rows with more than 3,000 columns/);
  const long = await read(workbook(`<row>${inline('long text '.repeat(1_000_000))}</row><row>${inline('x')}</row>`));
  assert.deepEqual([cellText(long.cells[1]?.[0]).length, long.cells[2]], [100_000, ['x']]);
  const shared = await read(
    workbook(`<row>${cell('<v>0</v>', ' t="s"')}</row>`, { texts: `<si><t>${'long text '.repeat(1_000_000)}</t></si>` }),
  );
  assert.equal(cellText(shared.cells[1]?.[0]).length, 100_000);
  assert.match(shared.said[0] ?? '', /Courses!A · 1 · A cell with more than 100,000 characters/);
});
test('links to other files and other parts outside of the workbook are never opened', async () => {
  const rows = `<row>${inline('x')}</row>`;
  const outside = '<Relationship Id="rId1" TargetMode="External" Type="x/worksheet" Target="file:///etc/passwd"/>';
  await assert.rejects(
    read(workbook(rows, { parts: { 'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${outside}</Relationships>`) } })),
    /A spreadsheet without a sheet/,
  );
  const climbing = '<Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/>';
  await assert.rejects(
    read(workbook(rows, { parts: { 'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${climbing}</Relationships>`) } })),
    /lacks its sheet/,
  );
});

const hopelessWorkbooks: [string, Buffer, RegExp][] = [
  [
    'a document type',
    workbook('', {
      parts: { 'xl/worksheets/sheet1.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>') },
    }),
    /declares a document type/,
  ],
  [
    'a bomb of one text',
    workbook(`<row>${inline('a'.repeat(64 * 1024 ** 2))}</row>`),
    /piece of content of more than 11,534,336 characters/,
  ],
  ['a bomb of rows', workbook('<x a="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"/>'.repeat(2 * 1024 ** 2)), /More than 200 times its size/],
  ['a bomb of shared texts', workbook('<row/>', { texts: '<si><t>x</t></si>'.repeat(610_000) }), /more than 600,000 different texts/],
  ['a tag of 1 MB', workbook(`<row ${'a="b" '.repeat(200_000)}/>`), /damaged content|piece of content of more than 65,536/],
  ['elements without end', workbook('<x>'.repeat(1000)), /nested more than 64 deep/],
  [
    'half a sheet',
    workbook('', { parts: { 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row><c><v>1') } }),
    /damaged content/,
  ],
  [
    'letters that are none',
    workbook('', { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array([60, 97, 62, 0xff, 0xfe, 60]) } }),
    /letters cannot be read/,
  ],
  ['no sheet', workbookBytes([]), /without a sheet/],
  ['half a file', workbook('<row/>').subarray(0, 400), /without its directory/],
];
for (const [name, bytes, message] of hopelessWorkbooks)
  test(`a workbook is refused with what to do: ${name}`, async () => {
    await assert.rejects(read(bytes), (error) => error instanceof UnreadableFile && message.test(error.message));
  });

test('reading tells how far it is, can be stopped between rows, and leaves no file behind', async () => {
  const row = `<row>${inline('words')}</row>`;
  for (const bytes of [Buffer.from('a,b\n'.repeat(100_000)), workbook(row.repeat(50_000))]) {
    const progress: number[] = [];
    await read(bytes, { onProgress: (done, total) => void progress.push(done / total) });
    assert.equal(progress.at(-1), 1);
    assert.ok(progress.length > 3 && progress.every((share, at) => share <= 1 && share >= (progress[at - 1] ?? 0)));
    const stop = new AbortController();
    await assert.rejects(
      read(bytes, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped by a person')) }),
      /stopped by a person/,
    );
  }
});
test('a file that is not there is a fault of the machine and no message about the file', async () => {
  await assert.rejects(readSheetRows(join(folder, 'none')).next(), { code: 'ENOENT' });
});

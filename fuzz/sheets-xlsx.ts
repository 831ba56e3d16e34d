import { type WrittenSheet, type WrittenWorkbook, workbookBytes } from '../tests/workbook-file.ts';
import { realFiles } from './harness/real-files.ts';
import { readWithPromises } from './harness/sheet-promises.ts';
import type { Target } from './harness/target.ts';

const rows = [
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>rich </t></r><t>text</t></is></c></row>',
  '<row r="2" hidden="1"><c r="A2" s="1"><v>45901</v></c><c r="C2" s="2"><v>0.0625</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>',
  '<row><c><f>SUM(A1)</f></c><c t="str"><f>A1</f><v>x</v></c><c t="d"><v>2025-09-01T08:00</v></c><c s="3"><v>1.1</v></c></row>',
].join('');

function workbook(sheet: Partial<WrittenSheet> = {}, options: WrittenWorkbook = {}): Buffer {
  const texts = '<si><t>Title</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>';
  const hidden: WrittenSheet = { name: 'Lists', rows: '', state: 'hidden' };
  return workbookBytes([{ name: 'Courses', rows, ...sheet }, hidden], { texts, formats: ['dd/mm/yyyy', '[h]:mm', '0.00'], ...options });
}

/** Workbooks: their parts are changed and packed anew. */
export const target: Target = {
  seeds: () => [
    workbook(),
    workbook({ after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' }, { is1904: true }),
    ...realFiles(['competencies/*.xlsx']),
  ],
  dictionary: [
    ...[
      '<row>',
      '</row>',
      '<row r="1048576">',
      '<c>',
      '</c>',
      '<c r="XFD1">',
      '<c t="s">',
      '<c t="e">',
      '<v>',
      '</v>',
      '<v/>',
      '<is>',
      '<t>',
      '</t>',
    ],
    ...[
      '<si>',
      '<f>',
      '<mergeCell ref="A1:XFD1048576"/>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '&b;',
      '&amp;',
      '&#0;',
      '&#x10ffff;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x ?>',
    ],
    ...[
      '_x0000_',
      '_xD800_',
      ' r="A0"',
      ' r="ZZZZZZ9"',
      ' s="65536"',
      ' t="n"',
      ' hidden="1"',
      'date1904="1"',
      'numFmtId="14"',
      'formatCode="[h]:mm;@"',
    ],
    ...[
      '1e308',
      '-1',
      '2958465.99999',
      'TargetMode="External"',
      'Target="../../../etc/passwd"',
      'Target="/"',
      'state="veryHidden"',
      'x:',
      'xmlns:x="y"',
    ],
    ...[
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      '[Content_Types].xml',
      'xl/workbook.bin',
      'mimetype',
      'word/document.xml',
      'EncryptedPackage',
    ],
  ],
  isZip: true,
  run: (_, path) => readWithPromises(path),
};

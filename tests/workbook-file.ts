import { strToU8, type Zippable, zipSync } from 'fflate';

/** A sheet of a workbook to be written: `rows` are the XML of its rows, `after` what follows them. */
export type WrittenSheet = { name?: string; rows: string; after?: string; state?: 'hidden' | 'veryHidden' };

/** What a workbook to be written may have besides its sheets. */
export type WrittenWorkbook = {
  /** Shared texts, as XML of their items. */
  texts?: string;
  /** Format codes; the style n of a cell (`s="n"`) is the n-th of them, from 1. */
  formats?: string[];
  is1904?: boolean;
  /** More parts of the file, or other ones in place of the usual. */
  parts?: Zippable;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of a workbook, as XML by their paths. */
export function workbookParts(
  sheets: readonly WrittenSheet[],
  { texts = '', formats = [], is1904 = false }: WrittenWorkbook = {},
): Record<string, string> {
  const xmlns = `xmlns="${main}"`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`;
  const list = (items: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`;
  const names = sheets.map(
    ({ name = `Sheet${sheets.length}`, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const targets = sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  const codes = formats.map(
    (code, at) =>
      `<numFmt numFmtId="${at + 164}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"/>`,
  );
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': list(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${declaration}<workbook ${xmlns} xmlns:r="${relationships}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': list(
      [...targets, relation('rIdT', 'sharedStrings', 'sharedStrings.xml'), relation('rIdS', 'styles', '/xl/styles.xml')].join(''),
    ),
    'xl/styles.xml': `${declaration}<styleSheet ${xmlns}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${at + 164}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${declaration}<sst ${xmlns}>${texts}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ rows, after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${declaration}<worksheet ${xmlns}><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
  };
}

/** A workbook as the bytes of an .xlsx file. */
export function workbookBytes(sheets: readonly WrittenSheet[], options: WrittenWorkbook = {}): Buffer {
  const parts = Object.fromEntries(Object.entries(workbookParts(sheets, options)).map(([path, xml]) => [path, strToU8(xml)]));
  return Buffer.from(zipSync({ ...parts, ...options.parts }, { level: 1 }));
}

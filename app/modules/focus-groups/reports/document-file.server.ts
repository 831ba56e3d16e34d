import { Document, HeadingLevel, Packer, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { tableCsv } from '../exchange/plain-table.ts';
import { codebookDocument, quotesDocument, tableDocument } from '../exchange/table-document.server.ts';
import { workbookFile } from '../exchange/table-workbook.server.ts';
import { writable } from '../exchange/xml-text.ts';
import { type Block, documentHtml, type ReportDocument, type Run } from './report-document.ts';
import type { ReportFile } from './report-file.ts';
import type { FileFormat } from './schema.ts';

/** The bytes of a file in a format. Throws a `RangeError` for one that it is not made in. */
export async function fileBytes({ table, document, quotes, lines }: ReportFile, format: FileFormat): Promise<Buffer> {
  if (format === 'html' && document) return Buffer.from(documentHtml(document));
  if (format === 'docx' && document) return documentDocx(document);
  if (format === 'docx' && table && quotes) return quotesDocument(table.title, quotes);
  if (format === 'docx' && table && lines) return codebookDocument(table.title, lines);
  if (format === 'docx' && table) return tableDocument(table);
  if (format === 'xlsx' && table) return workbookFile([table]);
  if (format === 'csv' && table) return Buffer.from(tableCsv(table));
  throw new RangeError(`This file is not made as ${format}.`);
}

/** The document as the bytes of a .docx file on letter paper; words that codes lie on are shaded, and the codes’ numbers stand behind them. */
async function documentDocx({ title, blocks }: ReportDocument): Promise<Buffer> {
  const name = writable(title);
  const document = new Document({
    ...{ title: name, creator: 'Concord', lastModifiedBy: 'Concord' },
    styles: {
      default: { document: { run: { font: 'Calibri', size: 22, language: { value: 'en-US' } }, paragraph: { spacing: { after: 120 } } } },
    },
    sections: [
      {
        properties: { page: { size: { width: 12_240, height: 15_840 } } },
        children: [new Paragraph({ text: name, heading: HeadingLevel.TITLE }), ...blocks.map(blockDocx)],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function blockDocx(block: Block): Paragraph | Table {
  if ('heading' in block)
    return new Paragraph({
      ...{ text: writable(block.heading), keepNext: true },
      heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    });
  if ('runs' in block) return new Paragraph({ children: block.runs.flatMap(runDocx) });
  const cell = (text: string, isBold: boolean) => new TableCell({ children: [new Paragraph({ children: runDocx({ text, isBold }) })] });
  const { columns, rows } = block.table;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ title }) => cell(title, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((value) => cell(value === null ? '' : String(value), false)) })),
    ],
  });
}

function runDocx({ text, isBold, marks = [], ends = [] }: Run): TextRun[] {
  const fill = marks.length > 1 ? 'F6EAD9' : 'E3EFEF';
  const lines = writable(text)
    .split(/\r\n?|\n/)
    .map(
      (line, at) =>
        new TextRun({
          text: line,
          ...(isBold ? { bold: true } : {}),
          ...(at > 0 ? { break: 1 } : {}),
          ...(marks.length > 0 ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill } } : {}),
        }),
    );
  return ends.length === 0 ? lines : [...lines, new TextRun({ text: ends.join(', '), superScript: true, bold: true })];
}

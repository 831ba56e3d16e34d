import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { CodebookLine } from './codebook-table.ts';
import type { PlainTable } from './plain-table.ts';
import { attribution, type QuoteLine, quotesByTheme } from './quote-table.ts';
import { writable } from './xml-text.ts';

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4, HeadingLevel.HEADING_5];

/** A codebook as the bytes of a .docx file: a heading for each code at the level where it stands, with what it says below. */
export async function codebookDocument(title: string, lines: readonly CodebookLine[]): Promise<Buffer> {
  const said = lines.flatMap(({ path, definition, include, exclude, example, codings }) => [
    heading(path.at(-1) ?? '', path.length),
    ...(definition ? [paragraph(definition)] : []),
    ...labelled('Include', include),
    ...labelled('Exclude', exclude),
    ...labelled('Example', example),
    ...labelled('Codings', codings === null ? null : codings.toLocaleString('en-US')),
  ]);
  return await documentFile(title, said);
}

/** Quotes as the bytes of a .docx file, by theme, each with who said it by pseudonym. */
export async function quotesDocument(title: string, quotes: readonly QuoteLine[]): Promise<Buffer> {
  const said = quotesByTheme(quotes).flatMap(({ theme, quotes: all }) => [
    heading(theme ?? 'Without a theme', 1),
    ...all.flatMap((quote) => [
      new Paragraph({ style: 'Quote', keepNext: attribution(quote) !== '', children: runs(`“${quote.text.trim()}”`) }),
      ...(attribution(quote) === '' ? [] : [paragraph(`— ${attribution(quote)}`)]),
      ...labelled('Codes', quote.codes.join('; ')),
      ...labelled('Memo', quote.memo),
    ]),
  ]);
  return await documentFile(title, said);
}

/** A table as the bytes of a .docx file, with its header row repeated on each page. */
export async function tableDocument({ title, columns, rows }: PlainTable): Promise<Buffer> {
  const cell = (text: string, isBold: boolean) => new TableCell({ children: [new Paragraph({ children: runs(text, isBold) })] });
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((column) => cell(column.title, true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((value) => cell(value === null ? '' : String(value), false)) }),
      ),
    ],
  });
  return await documentFile(title, [table]);
}

/** Letter paper, English, with the title as its own: what a reader by ear is told first. */
async function documentFile(title: string, children: readonly (Paragraph | Table)[]): Promise<Buffer> {
  const name = writable(title);
  const document = new Document({
    ...{ title: name, creator: 'Concord', lastModifiedBy: 'Concord' },
    styles: {
      default: { document: { run: { font: 'Calibri', size: 22, language: { value: 'en-US' } }, paragraph: { spacing: { after: 120 } } } },
      paragraphStyles: [{ id: 'Quote', name: 'Quote', basedOn: 'Normal', run: { italics: true }, paragraph: { indent: { left: 360 } } }],
    },
    sections: [
      {
        properties: { page: { size: { width: 12_240, height: 15_840 } } },
        children: [new Paragraph({ text: name, heading: HeadingLevel.TITLE }), ...children],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function heading(text: string, level: number): Paragraph {
  return new Paragraph({
    text: writable(text),
    heading: headings[Math.min(level, headings.length) - 1] ?? HeadingLevel.HEADING_1,
    keepNext: true,
  });
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ children: runs(text) });
}

function labelled(label: string, text: string | null): Paragraph[] {
  return text ? [new Paragraph({ children: [new TextRun({ text: `${label}: `, bold: true }), ...runs(text)] })] : [];
}

/** A text whose line ends stay. */
function runs(text: string, bold = false): TextRun[] {
  return writable(text)
    .split(/\r\n?|\n/)
    .map((line, at) => new TextRun({ text: line, ...(bold ? { bold } : {}), ...(at > 0 ? { break: 1 } : {}) }));
}

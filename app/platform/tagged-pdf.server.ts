import { createRequire } from 'node:module';
import PDFDocument, { type Structure } from 'pdfkit';

/** A part of a document, in reading order. A bar chart is a figure: `alt` says in words what it draws. */
export type PdfBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isSmall?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'bars'; readonly title: string; readonly alt: string; readonly max: number; readonly bars: readonly PdfBar[] };
/** A bar from zero to `least`, open from there to `most`, with its words. */
export type PdfBar = { readonly label: string; readonly least: number; readonly most: number; readonly text: string };
/** What a document is called, in which language it is (`en`), and when it was made. */
export type PdfFrame = { readonly title: string; readonly author: string; readonly language: string; readonly madeAt: Date };

const margin = 56;
const [ink, muted, accent, line] = ['#1b2430', '#5a6675', '#0f5c63', '#8a8478'];
const face = createRequire(import.meta.url);

/**
 * A tagged PDF (PDF/UA-1 in its means: structure tree, language, title, embedded fonts, headers of tables with their scope, figures with a text alternative;
 * page numbers are artifacts). A4, numbered pages.
 */
export async function taggedPdf({ title, author, language, madeAt }: PdfFrame, blocks: readonly PdfBlock[]): Promise<Buffer> {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: language, displayTitle: true },
    info: { Title: title, Author: author, CreationDate: madeAt, ModDate: madeAt },
  });
  const family = '@expo-google-fonts/source-serif-4';
  pdf.registerFont('text', face.resolve(`${family}/400Regular/SourceSerif4_400Regular.ttf`));
  pdf.registerFont('strong', face.resolve(`${family}/600SemiBold/SourceSerif4_600SemiBold.ttf`));
  const pieces: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  for (const block of blocks) draw(pdf, root, block);
  root.end();
  numberPages(pdf);
  pdf.end();
  return written;
}

type Pdf = InstanceType<typeof PDFDocument>;

function draw(pdf: Pdf, root: Structure, block: PdfBlock): void {
  if (block.kind === 'heading') heading(pdf, root, block);
  else if (block.kind === 'paragraph') paragraph(pdf, root, block);
  else if (block.kind === 'list') list(pdf, root, block.items);
  else if (block.kind === 'table') table(pdf, root, block);
  else bars(pdf, root, block);
}

function heading(pdf: Pdf, root: Structure, { level, text }: Extract<PdfBlock, { kind: 'heading' }>): void {
  const size = level === 1 ? 22 : 15;
  pdf.font('strong').fontSize(size);
  // A title takes the lines after it along.
  room(pdf, pdf.heightOfString(text, { width: widthOf(pdf) }) + 60);
  if (level === 2) pdf.y += 10;
  root.add(pdf.struct(`H${level}`, {}, () => write(pdf, text, { size, font: 'strong' })));
  pdf.y += 6;
}

function paragraph(pdf: Pdf, root: Structure, { text, isSmall }: Extract<PdfBlock, { kind: 'paragraph' }>): void {
  root.add(pdf.struct('P', {}, () => write(pdf, text, isSmall ? { size: 9.5, color: muted } : {})));
  pdf.y += 6;
}

function list(pdf: Pdf, root: Structure, items: readonly string[]): void {
  const whole = pdf.struct('L');
  root.add(whole);
  for (const item of items) {
    pdf.font('text').fontSize(11);
    room(pdf, pdf.heightOfString(item, { width: widthOf(pdf) - 14, lineGap: 2 }));
    const y = pdf.y;
    const entry = pdf.struct('LI');
    whole.add(entry);
    entry.add(pdf.struct('Lbl', {}, () => write(pdf, '–', { y })));
    entry.add(pdf.struct('LBody', {}, () => write(pdf, item, { x: margin + 14, y })));
    pdf.y += 4;
  }
  whole.end();
  pdf.y += 4;
}

function table(pdf: Pdf, root: Structure, { caption, columns, rows }: Extract<PdfBlock, { kind: 'table' }>): void {
  const whole = pdf.struct('Table');
  root.add(whole);
  room(pdf, 90);
  whole.add(pdf.struct('Caption', {}, () => write(pdf, caption, { size: 9.5, color: muted })));
  pdf.y += 4;
  const widths = columnWidths(pdf, columns, rows);
  for (const [at, cells] of [columns, ...rows].entries()) {
    const isHead = at === 0;
    const style = (column: number) => ({ size: 8.5, font: isHead || column === 0 ? ('strong' as const) : ('text' as const) });
    const height = Math.max(
      ...cells.map((text, column) => {
        pdf.font(style(column).font).fontSize(8.5);
        return pdf.heightOfString(text, { width: widths[column]! - 6, lineGap: 1 });
      }),
    );
    room(pdf, height + 6);
    const y = pdf.y;
    const row = pdf.struct('TR');
    whole.add(row);
    for (const [column, text] of cells.entries()) {
      const x = margin + sum(widths.slice(0, column));
      const place = { ...style(column), x, y, width: widths[column]! - 6, lineGap: 1 };
      const scope = isHead ? 'Column' : column === 0 ? 'Row' : undefined;
      row.add(pdf.struct(scope ? 'TH' : 'TD', scope ? { scope } : {}, () => write(pdf, text, place)));
    }
    pdf.y = y + height + 3;
    artifact(pdf, 'Layout', () => {
      pdf
        .moveTo(margin, pdf.y)
        .lineTo(margin + widthOf(pdf), pdf.y)
        .lineWidth(isHead ? 1 : 0.5)
        .stroke(line);
    });
    pdf.y += 3;
  }
  whole.end();
  pdf.y += 8;
}

/** The width of the page, shared by the columns: none breaks a word of its head, and what is left goes to those with long cells. */
function columnWidths(pdf: Pdf, columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  pdf.font('strong').fontSize(8.5);
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => pdf.widthOfString(text))) + 10;
  const least = columns.map((name) => longest(name.split(' ')));
  const more = columns.map((_, at) => Math.max(1, longest(['', ...rows.map((row) => row[at]!)]) - least[at]!));
  const left = Math.max(0, widthOf(pdf) - sum(least));
  return columns.map((_, at) => least[at]! + (left * more[at]!) / sum(more));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}

function bars(pdf: Pdf, root: Structure, { title, alt, max, bars }: Extract<PdfBlock, { kind: 'bars' }>): void {
  const [label, step] = [170, 18];
  pdf.font('text').fontSize(8.5);
  const words = Math.min(200, Math.max(80, ...bars.map(({ text }) => pdf.widthOfString(text) + 4)));
  const track = widthOf(pdf) - label - words - 6;
  // A figure stands on one page as far as it fits on any.
  room(pdf, Math.min(24 + bars.length * step, pdf.page.height - 2 * margin));
  root.add(pdf.struct('P', {}, () => write(pdf, title, { size: 9.5, color: muted })));
  const shown = bars.slice(0, Math.floor((pdf.page.height - margin - pdf.y) / step));
  const top = pdf.y;
  const bottom = top + shown.length * step;
  const bbox = [margin, top, margin + widthOf(pdf), bottom];
  root.add(
    pdf.struct('Figure', { alt, bbox }, () => {
      for (const [at, { label: name, least, most, text }] of shown.entries()) {
        const y = top + at * step;
        write(pdf, name, { size: 8.5, y: y + 2, width: label - 8, height: step - 4 });
        const widthAt = (value: number) => (max > 0 ? (track * value) / max : 0);
        if (least > 0) pdf.rect(margin + label, y + 3, widthAt(least), 10).fillAndStroke(accent, accent);
        if (most > least) pdf.rect(margin + label + widthAt(least), y + 3, widthAt(most - least), 10).fillAndStroke('#ffffff', accent);
        write(pdf, text, { size: 8.5, x: margin + label + track + 6, y: y + 2, width: words, height: step - 4 });
      }
      pdf
        .moveTo(margin + label, top)
        .lineTo(margin + label, bottom)
        .lineWidth(0.5)
        .stroke(line);
    }),
  );
  pdf.y = bottom + 10;
}

function numberPages(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    artifact(pdf, 'Pagination', () =>
      write(pdf, `${page + 1} of ${count}`, { size: 8.5, color: muted, y: pdf.page.height - 36, height: 12 }),
    );
  }
}

type Written = {
  readonly size?: number;
  readonly font?: 'text' | 'strong';
  readonly color?: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly lineGap?: number;
};

function write(
  pdf: Pdf,
  text: string,
  { size = 11, font = 'text', color = ink!, x = margin, y = pdf.y, width, height, lineGap = 2 }: Written,
): void {
  const options = { width: width ?? pdf.page.width - margin - x, lineGap, ...(height === undefined ? {} : { height, ellipsis: true }) };
  pdf.font(font).fontSize(size).fillColor(color).text(text, x, y, options);
}

function artifact(pdf: Pdf, type: 'Layout' | 'Pagination', work: () => void): void {
  pdf.markContent('Artifact', { type });
  work();
  pdf.endMarkedContent();
}

/** Begins a page when so much does not fit on this one. */
function room(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - margin && pdf.y > margin) pdf.addPage();
}

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * margin;
}

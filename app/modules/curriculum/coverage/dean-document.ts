import { csvText } from '#app/platform/csv.ts';
import type { PdfBlock } from '#app/platform/tagged-pdf.server.ts';
import type { DeanReport } from './dean.ts';

/** The dean's page as parts of a PDF, in the order of the screen. */
export function deanBlocks({ title, basis, sections, chart, table }: DeanReport): PdfBlock[] {
  return [
    { kind: 'heading', level: 1, text: title },
    { kind: 'paragraph', text: basis, isSmall: true },
    ...sections.flatMap(({ heading, sentences }): PdfBlock[] => [
      { kind: 'heading', level: 2, text: heading },
      { kind: 'list', items: sentences },
    ]),
    { kind: 'heading', level: 2, text: 'Each competency' },
    {
      kind: 'bars',
      title: chart.title,
      alt: `${chart.title}. ${chart.bars.map(({ label, text }) => `${label}: ${text}`).join('. ')}.`,
      max: chart.max,
      bars: chart.bars.map(({ label, values, text }) => ({ label, least: values[0]!, most: values[0]! + values[1]!, text })),
    },
    { kind: 'table', ...table },
  ];
}

/** The table of the dean's page as CSV, after its sentences in lines that begin with `#`. */
export function deanCsv({ title, basis, sections, table }: DeanReport): string {
  const notes = [title, basis, ...sections.flatMap(({ heading, sentences }) => [heading, ...sentences])];
  return csvText([...notes.map((note) => [`# ${note}`]), table.columns, ...table.rows]);
}

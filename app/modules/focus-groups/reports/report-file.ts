import type { CodebookLine } from '../exchange/codebook-table.ts';
import type { PlainTable } from '../exchange/plain-table.ts';
import type { QuoteLine } from '../exchange/quote-table.ts';
import type { ReportDocument } from './report-document.ts';

/** What a file is made of: a table, a document to read, or what a document of its own is made of. */
export type ReportFile = {
  readonly table?: PlainTable;
  readonly document?: ReportDocument;
  readonly quotes?: readonly QuoteLine[];
  readonly lines?: readonly CodebookLine[];
};

/** The media type of each format. */
export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;

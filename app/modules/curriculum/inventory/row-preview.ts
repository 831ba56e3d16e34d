import type { SheetRow } from '#app/platform/sheet.ts';
import type { Matching } from './matching.ts';
import { createRowReader, type RowRead } from './row-reader.ts';

/** A row and its cells as a preview shows them. */
export type PreviewRow = RowRead;

const shown = 10;

/** The first ten rows below the header as they will be read, by the reader itself: the value of each cell, or why it has none. */
export function previewOf(matching: Matching, rows: readonly SheetRow[]): PreviewRow[] {
  const read: PreviewRow[] = [];
  const reader = createRowReader(matching, () => {}, { onRow: (row) => read.push(row) });
  for (const row of rows) {
    if (read.length >= shown) break;
    reader.row(row);
  }
  return read.slice(0, shown);
}

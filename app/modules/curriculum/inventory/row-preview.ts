import type { SheetRow } from '#app/platform/sheet.ts';
import type { Message } from './inventory.ts';
import type { Field, Matching } from './matching.ts';

/** One cell of a preview: what stands in it, and how it is read (null: not at all, or unknown). */
export type PreviewCell = {
  readonly column: number;
  readonly field: Field;
  readonly found: string;
  readonly read: string | null;
  readonly why: string | null;
};

/** A row as it will be read: an activity with its cells, or why it is none. */
export type PreviewRow = {
  readonly line: number;
  readonly cells: readonly PreviewCell[];
  readonly leftOut: string | null;
  readonly messages: readonly Message[];
};

/** The first ten rows after the header as they will be read, by the reader itself. */
export function previewOf(_matching: Matching, _rows: readonly SheetRow[]): PreviewRow[] {
  return [];
}

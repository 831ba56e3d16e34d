import type { Message } from './message.ts';

/**
 * A cell of a spreadsheet. A date is `YYYY-MM-DD`, with `THH:MM` where the cell shows a time of day; a time or a duration alone is text such as `9:30` or
 * `37:30`, a percentage `12.5%`, and a number shown with set digits what it shows (`007`, `1.10`), so that a sheet reads the same as .xlsx and as CSV. A
 * formula is the value that the file keeps for it; an error such as `#REF!` is null. The cells of a CSV file are text or null.
 */
export type Cell = string | number | boolean | { readonly date: string } | null;

/** A row with its sheet's name (a CSV file's is '') and its line in the file or the sheet, from 1. Trailing empty cells are left out. */
export type SheetRow = { readonly sheet: string; readonly line: number; readonly cells: readonly Cell[] };

/** A cell as text, as a person would read it in a list; '' when empty. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return cell.date;
  return typeof cell === 'string' ? cell : String(cell);
}

/** A column's letters as spreadsheets show them: `A` for 0, `AA` for 26. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

/** Letters and empty cells of some rows: about what it takes to keep them. */
export function lettersOf(rows: readonly SheetRow[]): number {
  return rows.reduce(
    (sum, { cells }) => cells.reduce<number>((all, cell) => all + (typeof cell === 'string' ? cell.length + 8 : 8), sum),
    0,
  );
}

/** What was noticed while a sheet was read; never an error. `line` is that of the file or the sheet, `path` the sheet and the column, such as `Courses!C`. */
export type SheetNotice = Readonly<Message> & { readonly severity: 'warning' | 'note' };

/** Why a file cannot be read as a whole: what was found, and what a person can do about it. */
export class UnreadableFile extends Error {
  readonly found: string;
  readonly expected: string;
  constructor(found: string, expected: string) {
    super(`${found}. ${expected}.`);
    this.name = 'UnreadableFile';
    this.found = found;
    this.expected = expected;
  }
}

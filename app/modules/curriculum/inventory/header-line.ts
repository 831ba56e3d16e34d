import { type Cell, cellText, type SheetRow } from '#app/platform/sheet.ts';
import { fieldNamed } from './column-field.ts';
import { foldedText } from './folded-text.ts';

/** Where a table's header stands. */
export type HeaderFound = {
  /** The line of the header, the last one where it has two; null: the sheet begins with its first row. */
  readonly line: number | null;
  readonly rows: 1 | 2;
  /** The header of each column; '' without one. */
  readonly names: readonly string[];
};

const searched = 40;
const longestName = 60;

/** Finds the header in the first rows of a sheet: below titles, on one line or two; none where forty titles were pasted. */
export function findHeader(rows: readonly SheetRow[]): HeaderFound {
  const first = rows.slice(0, searched);
  let best: { at: number; score: number } | null = null;
  for (const [at, row] of first.entries()) {
    const score = headerScore(row, rows.slice(at + 1, at + 60));
    if (score > (best?.score ?? 0)) best = { at, score };
  }
  if (!best) return { line: null, rows: 1, names: [] };
  return withSecondLine(rows, best.at);
}

/** The header that stands on a line that a person named. */
export function headerOn(rows: readonly SheetRow[], line: number | null): HeaderFound {
  const at = rows.findIndex((row) => row.line === line);
  return at === -1 ? { line, rows: 1, names: [] } : { ...withGroups(rows, at), line };
}

/** Above zero where a row names columns: all of its cells are short words, at least one is a name that is known, and they do not stand in the rows below. */
function headerScore(row: SheetRow, below: readonly SheetRow[]): number {
  const cells = row.cells.map((cell) => cellText(cell).trim());
  const filled = cells.filter((text) => text !== '');
  if (filled.length === 0 || !row.cells.every(isNameLike)) return 0;
  const found = cells.map((text) => (text === '' ? null : fieldNamed(text)));
  const exact = found.filter((each) => each === 'people' || each?.isExact).length;
  const alike = found.filter((each) => each !== null).length - exact;
  if (filled.length === 1 && (exact === 0 || below.some(({ cells: other }) => other.filter((cell) => cell !== null).length > 1))) return 0;
  // Of a row of data, "Lecture" may be a name by chance; it then stands below as well.
  const again = cells.filter(
    (text, at) => text !== '' && below.some((other) => isSame(other.cells[at], text) && !isSameRow(other, row)),
  ).length;
  if (again * 3 > filled.length || new Set(filled.map(foldedText)).size * 2 < filled.length) return 0;
  const known = exact * 2 + alike;
  return exact > 0 || alike * 3 >= filled.length * 2 ? known / Math.sqrt(filled.length) : 0;
}

function isNameLike(cell: Cell): boolean {
  if (cell === null) return true;
  return typeof cell === 'string' && cell.length <= longestName && !/^[\d.,:/ -]+$/.test(cell.trim() || 'x');
}

function isSame(cell: Cell | undefined, text: string): boolean {
  return foldedText(cellText(cell).trim()) === foldedText(text);
}

/** Whether a row says what another says, as a header does that is repeated on each printed page. */
function isSameRow(row: SheetRow, other: SheetRow): boolean {
  return row.cells.length === other.cells.length && row.cells.every((cell, at) => isSame(cell, cellText(other.cells[at]).trim()));
}

/** A line of units or of parts below a line of names belongs to the header. */
function withSecondLine(rows: readonly SheetRow[], at: number): HeaderFound {
  const [row, next] = [rows[at]!, rows[at + 1]];
  if (!next || next.line > row.line + 1 || !next.cells.every(isNameLike)) return withGroups(rows, at);
  const filled = next.cells.map((cell) => cellText(cell).trim());
  const known = filled.filter((text) => text !== '' && (fieldNamed(text) || /^\(.*\)$/.test(text))).length;
  const count = filled.filter((text) => text !== '').length;
  const isSparse =
    row.cells.some((cell) => cellText(cell).trim() === '') || row.cells.length < next.cells.length || count < row.cells.length;
  const again = filled.some(
    (text, column) => text !== '' && rows.slice(at + 2, at + 60).some((other) => isSame(other.cells[column], text)),
  );
  return known > 0 && known * 2 >= count && isSparse && !again && count > 0 ? withGroups(rows, at + 1) : withGroups(rows, at);
}

/** The names on a line, and where the line above groups some of them, its words in front. */
function withGroups(rows: readonly SheetRow[], at: number): HeaderFound {
  const row = rows[at]!;
  const above = rows[at - 1];
  const own = row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').trim());
  const isGroup =
    above && above.line === row.line - 1 && above.cells.filter((cell) => cell !== null).length > 1 && above.cells.every(isNameLike);
  if (!isGroup) return { line: row.line, rows: 1, names: own };
  const width = Math.max(own.length, above.cells.length);
  let group = '';
  const names = Array.from({ length: width }, (_, column) => {
    const name = own[column] ?? '';
    const over = cellText(above.cells[column]).replace(/\s+/g, ' ').trim();
    if (over !== '') group = over;
    if (name === '') return over;
    return over === '' && group === '' ? name : `${group} ${name}`.trim();
  });
  return { line: row.line, rows: 2, names };
}

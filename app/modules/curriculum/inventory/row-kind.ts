import { type Cell, cellText, type SheetRow } from '#app/platform/sheet.ts';
import { foldedText } from './folded-text.ts';

/** What a row of a table is, by its look alone. A `section` has one value, which names the rows below it. */
export type RowKind = 'data' | 'empty' | 'header' | 'total' | 'section';

const total =
  /^(?:(?:grand|sub|course|block|overall|column)[ -]?)?(?:totals?|sums?|averages?|mean|count)(?: (?:hours?|hrs|minutes|min|time|contact hours|sessions|number|count|of .{1,40}|for .{1,40}))?\s*[:=]?$/;
const section =
  /^(?:weeks?|wk|days?|months?|units?|modules?|blocks?|parts?|sections?|chapters?|terms?|semesters?|quarters?|phases?|years?|themes?|courses?|clerkships?|rotations?)\s*(?:#?\s*\d|(?:i{1,3}|iv|vi{0,3}|ix|x)\b(?!['’])|[a-h]\s*(?:$|[:–—-])|[:–—-])/i;
const capitals = /^[^\p{Ll}]*\p{Lu}{4,}[^\p{Ll}]*$/u;

/** Whether a text alone in its row reads like the name of what follows: `Week 3`, `Block A - Renal`, `CARDIOLOGY UNIT`, `Exam weeks:`. */
function looksLikeSection(text: string): boolean {
  return text.length <= 120 && (section.test(text) || text.endsWith(':') || (capitals.test(text) && /\s/.test(text)));
}

/** What rows are told apart by: the names of the header, folded, the column of the title (-1: none), and how many columns are read. */
export type RowLook = { readonly header: readonly string[]; readonly titleColumn: number; readonly columns: number };

/** Tells a row of data from what people put between them. */
export function rowKind(cells: readonly Cell[], table: RowLook): RowKind {
  let first = -1;
  let filled = 0;
  for (let at = 0; at < cells.length; at += 1) {
    if (isEmpty(cells[at])) continue;
    filled += 1;
    if (first === -1) first = at;
  }
  if (first === -1) return 'empty';
  const text = cellText(cells[first]).trim();
  if (text.length <= 100 && filled <= 6 && total.test(foldedText(text)) && cells.every((cell, at) => at === first || isFigure(cell)))
    return 'total';
  if (filled === 1) return isSection(cells[first], { first, text, table }) ? 'section' : 'data';
  return filled >= 2 && isHeaderAgain(cells, table.header, filled) ? 'header' : 'data';
}

/** The name of what follows stands in front, where the title or the course stands; what is alone elsewhere belongs to the row above. */
function isSection(
  cell: Cell | undefined,
  { first, text, table }: { first: number; text: string; table: Pick<RowLook, 'titleColumn' | 'columns'> },
): boolean {
  if (table.columns < 2 || typeof cell !== 'string' || first > Math.max(0, table.titleColumn)) return false;
  return first !== table.titleColumn || looksLikeSection(text);
}

function isHeaderAgain(cells: readonly Cell[], header: readonly string[], filled: number): boolean {
  let same = 0;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (isEmpty(cell)) continue;
    if (typeof cell !== 'string' || cell.length > 200 || foldedText(cell.trim()) !== header[at]) return false;
    same += 1;
  }
  return same === filled;
}

function isEmpty(cell: Cell | undefined): boolean {
  if (typeof cell === 'string') return !(cell.charCodeAt(0) > 32) && cell.trim() === '';
  return cell === null || cell === undefined;
}

function isFigure(cell: Cell): boolean {
  return typeof cell !== 'string' || /^[\s\d.,:%-]*(?:h|hrs?|hours?|min|mins|minutes)?\s*$/i.test(cell.slice(0, 40));
}

/** The names of a header as rows are compared with it. */
export function foldedHeader(row: SheetRow | undefined): string[] {
  return (row?.cells ?? []).map((cell) => foldedText(cellText(cell).trim()));
}

import { type Cell, cellText, columnLetter, type SheetRow } from '#app/platform/sheet.ts';
import { answersOf } from './answers.ts';
import { type ColumnReading, columnPath, readingOf } from './column-reading.ts';
import { headerOn } from './header-line.ts';
import type { Field, Matching } from './matching.ts';
import { foldedHeader, type RowLook } from './row-kind.ts';

/** A sheet as its rows are read: the columns that are used, its headers, and what stood last in the columns that are filled down. */
export type Table = {
  /** Of the columns that are read. */
  readonly columns: readonly { readonly reading: ColumnReading; readonly isFilledDown: boolean }[];
  readonly look: RowLook;
  /** The headers as written. */
  readonly names: readonly string[];
  /** Whether a column says how long an activity is, or when it begins and ends. */
  readonly hasTime: boolean;
  readonly timePath: string;
  readonly last: Map<number, Cell>;
  /** Where the first column of a field is; undefined when there is none. */
  pathOf(field: Field): string | undefined;
};

/** The table that a matching makes of a sheet with these rows of headers. */
export function tableOf(matching: Matching, headRows: readonly SheetRow[]): Table {
  const answers = answersOf(matching);
  const names = namesOf(matching, headRows);
  const columns = Object.entries(matching.columns)
    .map(([column, field]) => ({ index: Number(column), field }))
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, field }) => {
      const reading = readingOf(field, { index, path: columnPath(names[index] ?? '', columnLetter(index)), answers });
      return reading ? [{ reading, isFilledDown: answers.ofColumn('fill', index) === 'down' }] : [];
    });
  const pathOf = (...fields: Field[]) => columns.find(({ reading }) => fields.includes(reading.field))?.reading.path;
  const time = pathOf('minutes', 'hours', 'duration') ?? (pathOf('end') === undefined ? undefined : pathOf('start')) ?? undefined;
  return {
    columns,
    look: {
      header: foldedHeader(headRows.at(-1)),
      titleColumn: columns.find(({ reading }) => reading.field === 'title')?.reading.index ?? -1,
      columns: columns.length,
    },
    names,
    hasTime: time !== undefined,
    timePath: time ?? pathOf('start') ?? pathOf('date') ?? 'the row',
    last: new Map(),
    pathOf,
  };
}

/** The header as written: with the words of the line above where it has two. */
function namesOf(matching: Matching, headRows: readonly SheetRow[]): readonly string[] {
  if (answersOf(matching).of('header-rows') === '2') return headerOn(headRows, matching.headerLine).names;
  return (headRows.at(-1)?.cells ?? []).map((cell) => cellText(cell).replace(/\s+/g, ' ').trim());
}

/** A cell that a merged one left empty says what stands above it. */
export function filledDown(table: Table, { index }: ColumnReading, cell: Cell): Cell {
  if (cellText(cell).trim() === '') return table.last.get(index) ?? null;
  table.last.set(index, cell);
  return cell;
}

import { columnLetter, type SheetNotice } from './sheet.ts';

/** How much of a sheet is read; what is beyond is left out with a notice. */
export const sheetLimits = {
  /** What a spreadsheet program itself can hold. */
  rows: 1_048_576,
  /** Enough for a matrix against the largest framework seen (2,800 items); a row of this width still costs little memory. */
  columns: 3_000,
  /** Cells of a sheet, the empty ones in front of a filled one too: 400 for each of 50,000 rows. Bounds the time that a sheet takes. */
  cells: 20_000_000,
  /** Three times what a spreadsheet's cell can hold; a text field of any curriculum system ends far below. */
  cellCharacters: 100_000,
  /** A row with a cell of ten million letters is still read; a longer one is a mistake or an attack. */
  rowCharacters: 11 * 1024 ** 2,
} as const;

/** What can be noticed of the cells of a sheet. */
export type Oddity =
  | 'cut-cell'
  | 'cut-columns'
  | 'cut-rows'
  | 'error'
  | 'no-value'
  | 'no-text'
  | 'merged'
  | 'hidden-rows'
  | 'many-lines'
  | 'unclosed-quote';

type Words = (count: number, example: string) => Omit<SheetNotice, 'line' | 'path'>;

const wordsOf: Record<Oddity, Words> = {
  'cut-cell': (count) => ({
    severity: 'warning',
    found: `${some(count, 'cell')} with more than ${figure(sheetLimits.cellCharacters)} characters, or in a row of more than ${figure(sheetLimits.rowCharacters)}`,
    expected: 'Texts that a person can read',
    did: `Each was cut after so many characters.`,
  }),
  'cut-columns': (count) => ({
    severity: 'warning',
    found: `${some(count, 'row')} with more than ${figure(sheetLimits.columns)} columns`,
    expected: `At most ${figure(sheetLimits.columns)} columns`,
    did: 'The columns after these were left out.',
  }),
  'cut-rows': () => ({
    severity: 'warning',
    found: `More than ${figure(sheetLimits.rows)} rows, or more than ${figure(sheetLimits.cells)} cells`,
    expected: 'A smaller sheet. Split it into several files',
    did: 'Reading stopped at this row; the rows from here on were left out.',
  }),
  error: (count, example) => ({
    severity: 'warning',
    found: `${some(count, 'cell')} with an error of the spreadsheet, such as ${example}`,
    expected: 'A value. Correct the formula and save the file again',
    did: count === 1 ? 'It was read as empty.' : 'They were read as empty.',
  }),
  'no-value': (count) => ({
    severity: 'warning',
    found: `${some(count, 'formula')} without the value that it comes to`,
    expected: 'A file that a spreadsheet program has saved: open it in one, save it, and bring it again',
    did:
      count === 1
        ? 'It was read as empty; formulas are never worked out here.'
        : 'They were read as empty; formulas are never worked out here.',
  }),
  'no-text': (count) => ({
    severity: 'warning',
    found: `${some(count, 'cell')} whose text the file lacks`,
    expected: 'A complete file that a spreadsheet program has saved',
    did: count === 1 ? 'It was read as empty.' : 'They were read as empty.',
  }),
  merged: (count, example) => ({
    severity: 'note',
    found: `${some(count, 'group')} of merged cells, such as ${example}`,
    expected: 'One cell for each value',
    did: 'The value was read in the first cell of each group, the others are empty.',
  }),
  'hidden-rows': (count) => ({
    severity: 'note',
    found: some(count, 'hidden row'),
    expected: 'Only rows that are meant. Delete hidden ones that are not',
    did: 'They were read like the others.',
  }),
  'many-lines': (count) => ({
    severity: 'warning',
    found: `${some(count, 'cell')} with more than 500 lines`,
    expected: 'A quotation mark at the end of each text that begins with one. Look whether one is missing here',
    did: 'Read as one text.',
  }),
  'unclosed-quote': (count) => ({
    severity: 'warning',
    found: `${some(count, 'quotation mark')} that opens a text and is never closed`,
    expected: 'A second quotation mark at the end of the text',
    did: 'The line was read with the mark as a part of its text; what follows was read as usual.',
  }),
};

/** Counts what is noticed in a sheet, so that a person hears of each kind once: how often, and where first. */
export type SheetTally = { note(oddity: Oddity, place: { line: number; column?: number; example?: string }): void; tell(): void };

/** A tally for the sheet of this name ('' for a CSV file). */
export function createSheetTally(sheet: string, say: (notice: SheetNotice) => void): SheetTally {
  const found = new Map<Oddity, { count: number; line: number; column?: number; example: string }>();
  return {
    note(oddity, { line, column, example = '' }) {
      const known = found.get(oddity);
      if (known) known.count += 1;
      else found.set(oddity, { count: 1, line, ...(column !== undefined && { column }), example });
    },
    tell() {
      for (const [oddity, { count, line, column, example }] of found) {
        const path = [sheet, column === undefined ? '' : columnLetter(column)].filter((part) => part !== '').join('!');
        say({ ...wordsOf[oddity](count, example), ...(line > 0 && { line }), ...(path !== '' && { path }) });
      }
      found.clear();
    },
  };
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}

function some(count: number, noun: string): string {
  return `${count === 1 ? 'A' : figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}

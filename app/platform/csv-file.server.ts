import { CsvError, type Parser, parse } from 'csv-parse';
import { delimiterOf } from './csv-delimiter.ts';
import { type Cell, type SheetNotice, type SheetRow, UnreadableFile } from './sheet.ts';
import { createSheetTally, sheetLimits } from './sheet-tally.ts';
import { linesIn } from './text-as-utf8.server.ts';

/** A longer row is a quotation mark that is never closed, or no table. */
const longestRow = sheetLimits.rowCharacters;
/** Delimiters in one line: bounds what a line of nothing but commas costs. */
const mostDelimitersInALine = 2_000_000;
/** How often, and over how many bytes, reading may go back to the line of a mark that is not closed. */
const mostReturns = 1_000;
const mostBytesReadAgain = 128 * 1024 ** 2;
const linesOfACell = 500;
const partBytes = 64 * 1024;
const quote = 0x22;

type Options = { delimiter?: string; say: (notice: SheetNotice) => void };

/** The rows of a CSV file whose bytes are UTF-8, as many at a time as a piece of it has. Ends with an `UnreadableFile` at a bound. */
export async function* csvRows(source: AsyncIterable<Buffer>, { delimiter, say }: Options): AsyncGenerator<SheetRow[]> {
  const tally = createSheetTally('', say);
  let reader: CsvReader | null = null;
  let rows: SheetRow[] = [];
  let count = 0;
  let cells = 0;
  let isFull = false;

  function take(record: readonly string[], line: number) {
    if (isFull) return;
    const row = { sheet: '', line, cells: cellsOf(record, line) };
    if (row.cells.length === 0) return;
    cells += row.cells.length;
    isFull = count >= sheetLimits.rows || cells > sheetLimits.cells;
    if (isFull) tally.note('cut-rows', { line });
    else rows.push(count === 0 ? withoutBackTicks(row) : row);
    count += 1;
  }

  function cellsOf(record: readonly string[], line: number): Cell[] {
    const isTooWide = record.length > sheetLimits.columns && record.slice(sheetLimits.columns).some((text) => !isBlank(text));
    if (isTooWide) tally.note('cut-columns', { line });
    const cells = record.slice(0, sheetLimits.columns).map((text, column): Cell => {
      if (text.length > sheetLimits.cellCharacters) tally.note('cut-cell', { line, column });
      const kept = text.length > sheetLimits.cellCharacters ? text.slice(0, sheetLimits.cellCharacters).toWellFormed() : text;
      return isBlank(kept) ? null : kept.replaceAll('\0', '');
    });
    while (cells.at(-1) === null) cells.pop();
    return cells;
  }

  for await (const piece of source) {
    if (!reader) {
      const start = piece.toString('utf8', 0, 64 * 1024);
      const found = delimiter ?? delimiterOf(start);
      if (delimiter === undefined && found !== null && found !== ',')
        say({
          severity: 'note',
          found: `Cells with a ${nameOf(found)} between them`,
          expected: 'Commas, semicolons, tabs or bars',
          did: 'Read so.',
        });
      // A file of one column may have each of them in its texts; this letter is in none.
      reader = createCsvReader(found ?? '\u001f', { take, note: tally.note });
      const said = /^sep=.\r?\n/i.exec(start)?.[0];
      if (said) reader.skip(said.length);
    }
    reader.write(piece);
    while (!isFull && (await reader.advance(false))) {
      if (rows.length > 0) yield rows;
      rows = [];
    }
    if (isFull) break;
  }
  while (!isFull && reader && (await reader.advance(true))) {
    if (rows.length > 0) yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
  tally.tell();
}

type CsvReader = {
  skip(bytes: number): void;
  write(piece: Buffer): void;
  /** Reads on, a little at a time; false when it needs more or, where there is no more, is done. */
  advance(isAll: boolean): Promise<boolean>;
};
type Receiver = { take(record: readonly string[], line: number): void; note: ReturnType<typeof createSheetTally>['note'] };

/** Wraps the library so that a mark which is not closed costs its own line only: the bytes since the last whole row are kept, and read again from the next line. */
function createCsvReader(delimiter: string, { take, note }: Receiver): CsvReader {
  let skipped = 0;
  /** What the present parser got: the bytes since the last whole row, and where they begin in what it got. */
  let pieces: Buffer[] = [];
  let pendingAt = 0;
  let line = 1;
  /** What is still to be parsed. */
  const ahead: Buffer[] = [];
  let isDone = false;
  let returns = 0;
  let bytesReadAgain = 0;
  let delimitersInLine = 0;
  let parser = createParser();

  function createParser(): Parser {
    const made = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      on_record: onRecord,
    });
    // Each write is asked for its own fault; without a listener the same one would end the process.
    made.on('error', () => {});
    return made;
  }

  function pending(): Buffer {
    const [only] = pieces;
    const all = pieces.length === 1 && only ? only : Buffer.concat(pieces);
    pieces = [all];
    return all;
  }

  function onRecord(record: string[], { bytes }: { bytes: number }): null {
    // A row is compared with the first in its number of cells, and each that differs costs the library an error with a trace; to it, each row is the first.
    Object.assign(parser.info, { records: 0 });
    const kept = pending();
    const end = bytes - pendingAt;
    let start = 0;
    while (start < end && isLineEnd(kept[start])) start += 1;
    const first = line + linesIn(kept.subarray(0, start));
    const raw = kept.subarray(start, end);
    const lines = linesIn(raw);
    if (lines > (isLineEnd(raw.at(-1)) ? 1 : 0) && hasSwallowedLines(record, raw)) throw new UnclosedQuote();
    if (lines > linesOfACell) note('many-lines', { line: first });
    line = first + lines;
    pieces = [kept.subarray(end)];
    pendingAt = bytes;
    take(record, first);
    return null;
  }

  function faultOf(bytes: Buffer | null): Promise<Error | null> {
    if (bytes) pieces.push(bytes);
    return new Promise((resolve) => {
      const done = (error?: Error | null) => resolve(error ?? null);
      if (bytes) parser.write(bytes, done);
      else {
        parser.once('error', done);
        parser.end(() => done());
        parser.resume();
      }
    });
  }

  /** Goes back behind the line in which the fault lies; that line is handed over as it stands. */
  function returnBehind(fault: Error) {
    const isQuote = fault instanceof UnclosedQuote || (fault instanceof CsvError && /QUOTE_NOT_CLOSED|MAX_RECORD_SIZE/.test(fault.code));
    if (!isQuote) throw fault;
    const kept = pending();
    let start = 0;
    while (start < kept.length && isLineEnd(kept[start])) start += 1;
    const first = line + linesIn(kept.subarray(0, start));
    const end = kept.subarray(start, start + longestRow).findIndex(isLineEnd);
    const isLast = end === -1 && kept.length - start <= longestRow;
    returns += 1;
    bytesReadAgain += kept.length;
    if (end === -1 && !isLast)
      throw new UnreadableFile(
        `A row of more than ${longestRow.toLocaleString('en-US')} characters in line ${first}`,
        'A table with a row on each line. Look whether a quotation mark is missing there',
      );
    if (returns > mostReturns || bytesReadAgain > mostBytesReadAgain)
      throw new UnreadableFile(
        `Too many quotation marks that open a text and never close it, the last in line ${first}`,
        'Texts in quotation marks on both sides, and a mark inside of a text twice. Export the file again',
      );
    const text = kept.toString('utf8', start, isLast ? kept.length : start + end);
    const hasQuote = text.includes('"');
    if (hasQuote) note('unclosed-quote', { line: first });
    take(text.split(delimiter), first);
    if (!isLast) ahead.unshift(kept.subarray(start + end));
    isDone = false;
    line = first;
    parser.destroy();
    parser = createParser();
    pieces = [];
    pendingAt = 0;
  }

  function guard(piece: Buffer) {
    const firstEnd = piece.findIndex(isLineEnd);
    const lastEnd = Math.max(piece.lastIndexOf(0x0a), piece.lastIndexOf(0x0d));
    const byte = delimiter.charCodeAt(0);
    delimitersInLine += countOf(firstEnd === -1 ? piece : piece.subarray(0, firstEnd), byte);
    if (delimitersInLine > mostDelimitersInALine)
      throw new UnreadableFile(
        `A line with more than ${mostDelimitersInALine.toLocaleString('en-US')} columns`,
        `At most ${sheetLimits.columns.toLocaleString('en-US')} columns`,
      );
    if (lastEnd !== -1) delimitersInLine = countOf(piece.subarray(lastEnd), byte);
  }

  return {
    skip(bytes) {
      skipped = bytes;
      line += 1;
    },
    write(piece) {
      if (skipped < piece.length) ahead.push(piece.subarray(skipped));
      skipped = Math.max(0, skipped - piece.length);
    },
    async advance(isAll) {
      const [next] = ahead;
      if (!next && (!isAll || isDone)) return false;
      // A large piece is one that was decoded as a whole, or is read again; the bounds are kept on the way.
      const part = next?.subarray(0, partBytes) ?? null;
      if (next && part) ahead.splice(0, 1, ...(part.length < next.length ? [next.subarray(part.length)] : []));
      if (part) guard(part);
      const fault = await faultOf(part);
      isDone = part === null;
      if (fault) returnBehind(fault);
      return true;
    },
  };
}

/** Thrown for a row that has swallowed rows up to the next text in marks. */
class UnclosedQuote extends Error {}

/** Of a row that spans lines: its marks do not come in pairs, or a text was kept with the mark it begins with although none was written twice there. */
function hasSwallowedLines(record: readonly string[], raw: Buffer): boolean {
  if (countOf(raw, quote) % 2 === 1) return true;
  return record.some((text) => text.startsWith('"') && /[\r\n]/.test(text)) && !raw.includes('"""');
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function countOf(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

function isBlank(text: string): boolean {
  return text === '' || /^[\s\0]*$/.test(text);
}

/** Names of columns in back-ticks, as a database writes them, without these. */
function withoutBackTicks(row: SheetRow): SheetRow {
  const names = row.cells.map((cell) => (typeof cell === 'string' ? (/^\s*`([^`]*)`\s*$/.exec(cell)?.[1] ?? null) : cell));
  return names.some((name, at) => name === null && row.cells[at] !== null) ? row : { ...row, cells: names };
}

function nameOf(delimiter: string): string {
  return { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }[delimiter] ?? 'sign';
}

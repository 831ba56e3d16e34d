import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { csvRows } from './csv-file.server.ts';
import { foreignKind } from './foreign-file.ts';
import { quoted } from './kept-text.ts';
import { gathered, packingOf, startOf, unpackedFile } from './packed-file.server.ts';
import { type SheetNotice, type SheetRow, UnreadableFile } from './sheet.ts';
import { asUtf8 } from './text-as-utf8.server.ts';
import { bytesOf, openWorkbook, type WorkbookFile, workbookRows } from './xlsx-file.server.ts';
import { zipEntries } from './zip-file.server.ts';

export { UnreadableFile };

/** What may be asked for when a file is read. */
export type SheetOptions = {
  /** The name of the one sheet to read, also a hidden one; without it every visible sheet, in the order of the file. */
  sheet?: string;
  /** What stands between the cells of a CSV file; without it the file tells. */
  delimiter?: ',' | ';' | '\t' | '|';
  /** Ends the reading with the signal's reason. */
  signal?: AbortSignal;
  /** Bytes read so far, of how many; for .xlsx unpacked ones. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
  /** Hears what was guessed, cut or left out, once for each kind and sheet. */
  onNotice?: (notice: SheetNotice) => void;
};

/** The sheets of a file: a CSV has one without a name. `hidden` ones are read only when they are asked for by name. */
export type SheetList = { format: 'csv' | 'xlsx'; sheets: string[]; hidden: string[] };

const pieceBytes = 64 * 1024;

/** Tells what kind of file lies at a path, also packed as .gz or .zip, and how its sheets are called. Ends with an `UnreadableFile`. */
export async function sheetsOf(path: string, { signal }: Pick<SheetOptions, 'signal'> = {}): Promise<SheetList> {
  await using file = await unpackedFile(path);
  const workbook = await workbookAt(file.path, signal);
  if (!workbook) return { format: 'csv', sheets: [''], hidden: [] };
  const names = (isHidden: boolean) => workbook.sheets.filter((sheet) => sheet.isHidden === isHidden).map(({ name }) => name);
  return { format: 'xlsx', sheets: names(false), hidden: names(true) };
}

/**
 * The rows of a CSV or XLSX file, packed as .gz or .zip or not, some at a time, in bounded memory; rows without any value are left out. Ends with an
 * `UnreadableFile` where the file as a whole cannot be read; rows already received are then to be dropped. Any other error is a fault of the machine.
 */
export async function* readSheetRows(path: string, options: SheetOptions = {}): AsyncGenerator<SheetRow[]> {
  const { signal, onNotice: say = () => {} } = options;
  await using file = await unpackedFile(path);
  const workbook = await workbookAt(file.path, signal);
  let count = 0;
  for await (const rows of workbook ? rowsOfWorkbook(workbook, options) : rowsOfText(file.path, options)) {
    count += rows.length;
    yield rows;
    signal?.throwIfAborted();
  }
  if (count === 0)
    say({
      severity: 'warning',
      found: 'No row with a value in it',
      expected: 'A row of headings and a row for each entry',
      did: 'Nothing was read.',
    });
}

/** The workbook at a path; null for a text file. */
async function workbookAt(path: string, signal: AbortSignal | undefined): Promise<WorkbookFile | null> {
  const start = await startOf(path);
  const isZip = packingOf(start) === 'zip';
  const entries = isZip ? await zipEntries(path) : [];
  const foreign = foreignKind(
    start,
    entries.map(({ name }) => name),
  );
  if (foreign) throw new UnreadableFile(foreign.found, foreign.expected);
  return isZip ? openWorkbook(path, entries, { signal }) : null;
}

async function* rowsOfText(
  path: string,
  { signal, delimiter, onProgress, onNotice: say = () => {} }: SheetOptions,
): AsyncGenerator<SheetRow[]> {
  const total = (await stat(path)).size;
  async function* pieces() {
    let read = 0;
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      read += piece.length;
      onProgress?.(read, total);
      yield piece;
    }
  }
  // As one piece of this size, so that what stands between the cells is told from enough lines.
  yield* csvRows(asUtf8(gathered(pieces(), pieceBytes), say), { ...(delimiter && { delimiter }), say });
}

async function* rowsOfWorkbook(file: WorkbookFile, options: SheetOptions): AsyncGenerator<SheetRow[]> {
  const { signal, sheet: wanted, onProgress, onNotice: say = () => {} } = options;
  const sheets = file.sheets.filter(({ name, isHidden }) => (wanted === undefined ? !isHidden : name === wanted));
  const hidden = file.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  if (wanted !== undefined && sheets.length === 0)
    throw new UnreadableFile(
      `No sheet named ${quoted(wanted)}`,
      `One of ${file.sheets
        .slice(0, 10)
        .map(({ name }) => quoted(name))
        .join(', ')}`,
    );
  if (wanted === undefined && hidden.length > 0)
    say({
      severity: 'note',
      found: `${hidden.length === 1 ? 'A hidden sheet' : `${hidden.length} hidden sheets`}: ${hidden.slice(0, 5).map(quoted).join(', ')}`,
      expected: 'Visible sheets. Show it in the spreadsheet program if it is meant',
      did: hidden.length === 1 ? 'It was left out.' : 'They were left out.',
    });
  const total = bytesOf(file, sheets);
  let read = 0;
  const onBytes = (bytes: number) => {
    read += bytes;
    onProgress?.(Math.min(read, total), total);
  };
  yield* workbookRows(file, sheets, { signal, onBytes, say });
}

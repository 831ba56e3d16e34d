import { readFile, stat } from 'node:fs/promises';
import { startOf, unpackedFile } from '#app/platform/packed-file.server.ts';
import { lettersOf, type SheetNotice, type SheetRow, UnreadableFile } from '#app/platform/sheet.ts';
import { readSheetRows } from '#app/platform/sheet-file.server.ts';
import { readCasePackage } from './case-package.ts';
import { bounds, refusal } from './case-refusal.ts';
import type { ReadFramework } from './framework-file.ts';
import { readFrameworkSheet } from './framework-sheet.ts';

/** What a person said about a file: its name, and what a spreadsheet cannot say itself. */
export type FileNamed = { readonly name: string; readonly title?: string; readonly creator?: string };

/** Reads a framework from the file at a path: CASE JSON, CSV or XLSX, packed as .gz or .zip or not. A file that is none is refused in its messages. */
export async function readFrameworkFile(path: string, named: FileNamed): Promise<ReadFramework> {
  try {
    await using unpacked = await unpackedFile(path);
    const { size } = await stat(unpacked.path);
    if (size > bounds.bytes)
      return refused(`A file of ${Math.round(size / 1024 / 1024)} MB`, `At most ${bounds.bytes / 1024 / 1024} MB: no framework is larger`);
    if (size === 0) return refused('An empty file', 'CASE JSON, CSV or XLSX');
    return await ((await isJson(unpacked.path, named.name)) ? readJson(unpacked.path) : readSheet(unpacked.path, named));
  } catch (error) {
    if (error instanceof UnreadableFile) return refused(error.found, error.expected);
    throw error;
  }
}

function refused(found: string, expected: string): ReadFramework {
  return { format: 'unknown', file: null, messages: [refusal(found, expected)] };
}

/** By its beginning, whatever it is called; markup and nothing are told apart there, too. */
async function isJson(path: string, name: string): Promise<boolean> {
  const start = await startOf(path);
  if (start[0] === 0x50 && start[1] === 0x4b) return false;
  const first = start
    .toString('utf8')
    .replaceAll(/[\0\uFEFF\uFFFD]/g, '')
    .trimStart()[0];
  return /\.json(\.gz|\.zip)?$/i.test(name) || (first !== undefined && '{[<'.includes(first));
}

async function readJson(path: string): Promise<ReadFramework> {
  const bytes = await readFile(path);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return readCasePackage(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const read = readCasePackage(new TextDecoder(encoding).decode(bytes));
    const broken = {
      severity: 'error',
      found: 'Bytes that are no letters in UTF-8',
      expected: 'JSON in UTF-8',
      did: 'Each was read as U+FFFD (�).',
    } as const;
    return read.file === null ? read : { ...read, messages: [broken, ...read.messages] };
  }
}

async function readSheet(path: string, { name, title, creator }: FileNamed): Promise<ReadFramework> {
  const rows: SheetRow[] = [];
  const notices: SheetNotice[] = [];
  let letters = 0;
  for await (const some of readSheetRows(path, { onNotice: (notice) => notices.push(notice) })) {
    rows.push(...some);
    letters += lettersOf(some);
    if (letters > bounds.bytes / 2)
      return refused('A table of too many letters', `At most ${bounds.bytes / 2 / 1024 / 1024} million: no framework is larger`);
    if (rows.length > bounds.items + 1000) break;
  }
  const bare = name.replace(/(\.(csv|xlsx|tsv|txt|gz|zip))+$/i, '') || name;
  const isSpreadsheet = (await startOf(path))[0] === 0x50;
  const read = readFrameworkSheet(rows, {
    name: bare,
    format: isSpreadsheet ? 'xlsx' : 'csv',
    ...(title ? { title } : {}),
    ...(creator ? { creator } : {}),
  });
  return { ...read, messages: read.file === null ? read.messages : [...notices, ...read.messages] };
}

import { type UnpackingLimits, unpackingLimits } from './inflating.server.ts';
import { gathered } from './packed-file.server.ts';
import { type SheetNotice, type SheetRow, UnreadableFile } from './sheet.ts';
import { createSheetTally } from './sheet-tally.ts';
import { createPieceDecoder, type PieceDecoder } from './text-decoder.server.ts';
import { bytesToTell, encodingOf } from './text-encoding.ts';
import type { NumberFormat } from './xlsx-format.ts';
import {
  type Relation,
  relationsReader,
  type SheetEntry,
  sharedTextsReader,
  stylesReader,
  type WorkbookHead,
  workbookReader,
} from './xlsx-parts.ts';
import { createSheetReader } from './xlsx-sheet.ts';
import type { XmlReader } from './xlsx-xml.ts';
import { type ZipEntry, zipEntryBytes } from './zip-file.server.ts';

/** A workbook whose sheets are known and not yet read. */
export type WorkbookFile = WorkbookHead & {
  readonly path: string;
  readonly entries: readonly ZipEntry[];
  readonly relations: readonly Relation[];
};

/** Parts that only describe the workbook are small in every file. */
const headLimits: UnpackingLimits = { bytes: 32 * 1024 ** 2, ratio: 200, ratioFrom: 8 * 1024 ** 2 };
/** A sheet of a million rows of twenty cells comes to half a gigabyte; rows that repeat each other pack better than other files. */
const sheetBytes: UnpackingLimits = { ...unpackingLimits, bytes: 512 * 1024 ** 2, ratioFrom: 64 * 1024 ** 2 };

/** Ends the reading with the signal's reason; hears how many unpacked bytes came. */
type Watch = { signal?: AbortSignal | undefined; onBytes?: (bytes: number) => void };

/** Reads which sheets a workbook has, from the entries of its ZIP file. Nothing outside of the file is ever opened. Ends with an `UnreadableFile`. */
export async function openWorkbook(path: string, entries: readonly ZipEntry[], watch: Watch = {}): Promise<WorkbookFile> {
  const head: WorkbookHead = { isFrom1904: false, sheets: [] };
  const roots: Relation[] = [];
  const relations: Relation[] = [];
  const file = { path, entries };
  await readPart(file, '_rels/.rels', relationsReader('', roots), watch);
  const main = roots.find(({ kind }) => kind === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const cut = main.lastIndexOf('/') + 1;
  const isThere = await readPart(file, main, workbookReader(head), watch);
  await readPart(file, `${main.slice(0, cut)}_rels/${main.slice(cut)}.rels`, relationsReader(main.slice(0, cut), relations), watch);
  // Some programs forget to list these two.
  for (const [kind, name] of [
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
  ] as const)
    if (!relations.some((relation) => relation.kind === kind)) relations.push({ id: '', kind, path: main.slice(0, cut) + name });
  const sheets = head.sheets.filter(({ relation }) => relations.some(({ id, kind }) => id === relation && kind === 'worksheet'));
  if (!isThere || sheets.length === 0)
    throw new UnreadableFile('A spreadsheet without a sheet', 'A file that a spreadsheet program has saved as .xlsx');
  return { ...file, relations, isFrom1904: head.isFrom1904, sheets };
}

/** How many bytes the parts unpack to that are read for these sheets, as the file says. */
export function bytesOf(file: WorkbookFile, sheets: readonly SheetEntry[]): number {
  const wanted = file.relations.filter(
    ({ id, kind }) => /^(sharedStrings|styles)$/.test(kind) || sheets.some(({ relation }) => relation === id),
  );
  return wanted.reduce((sum, { path }) => sum + (entryAt(file, path)?.bytes ?? 0), 0);
}

/** The rows of some sheets of a workbook, as many at a time as a piece of it has. */
export async function* workbookRows(
  file: WorkbookFile,
  sheets: readonly SheetEntry[],
  { say, ...watch }: Watch & { say: (notice: SheetNotice) => void },
): AsyncGenerator<SheetRow[]> {
  const texts: string[] = [];
  const styles: NumberFormat[] = [];
  const shared = file.relations.find(({ kind }) => kind === 'sharedStrings');
  const styled = file.relations.find(({ kind }) => kind === 'styles');
  if (styled) await readPart(file, styled.path, stylesReader(styles), watch);
  if (shared) await readPart(file, shared.path, sharedTextsReader(texts), watch, sheetBytes);
  for (const { name, relation } of sheets) {
    const tally = createSheetTally(name, say);
    const reader = createSheetReader(name, { texts, styles, isFrom1904: file.isFrom1904 }, tally);
    const entry = entryAt(file, file.relations.find(({ id }) => id === relation)?.path ?? '');
    if (!entry)
      throw new UnreadableFile(
        `A spreadsheet that lacks its sheet “${name.slice(0, 80)}”`,
        'A complete file that a spreadsheet program has saved',
      );
    for await (const text of inSlices(textsOf(zipEntryBytes(file.path, entry, sheetBytes), watch))) {
      reader.write(text);
      const rows = reader.taken();
      if (rows.length > 0) yield rows;
      if (reader.isFull()) break;
    }
    if (!reader.isFull()) reader.end();
    tally.tell();
  }
}

/** Forty bytes can be a row of four thousand empty cells and one, so rows are handed over after a few of them. */
const sliceCharacters = 8 * 1024;

async function* inSlices(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) for (let at = 0; at < text.length; at += sliceCharacters) yield text.slice(at, at + sliceCharacters);
}

type Parts = Pick<WorkbookFile, 'path' | 'entries'>;

/** False when there is no such part. */
async function readPart(file: Parts, path: string, reader: XmlReader, watch: Watch, limits = headLimits): Promise<boolean> {
  const entry = entryAt(file, path);
  if (!entry) return false;
  for await (const text of textsOf(zipEntryBytes(file.path, entry, limits), watch)) reader.write(text);
  reader.end();
  return true;
}

/** Some programs write the names of parts in other capitals than the lists of them. */
function entryAt({ entries }: Parts, path: string): ZipEntry | undefined {
  return entries.find(({ name }) => name === path) ?? entries.find(({ name }) => name.toLowerCase() === path.toLowerCase());
}

async function* textsOf(bytes: AsyncIterable<Buffer>, { signal, onBytes }: Watch): AsyncGenerator<string> {
  let decoder: PieceDecoder | null = null;
  for await (let piece of gathered(bytes, bytesToTell)) {
    signal?.throwIfAborted();
    onBytes?.(piece.length);
    if (!decoder) {
      const found = encodingOf(piece);
      if ('problem' in found) throw damagedText();
      decoder = createPieceDecoder(found.encoding);
      piece = piece.subarray(found.markBytes);
    }
    const { text, isBroken } = decoder.write(piece);
    if (isBroken) throw damagedText();
    yield text;
  }
  if (decoder?.end().isBroken) throw damagedText();
}

function damagedText(): UnreadableFile {
  return new UnreadableFile('A spreadsheet whose letters cannot be read', 'A file that a spreadsheet program has saved');
}

import { quoted } from '#app/platform/kept-text.ts';
import { unpackedFile } from '#app/platform/packed-file.server.ts';
import { lettersOf, type SheetRow } from '#app/platform/sheet.ts';
import { readSheetRows, type SheetList, sheetsOf } from '#app/platform/sheet-file.server.ts';
import { type Chosen, proposeMatching } from './column-proposal.ts';
import type { CheckedInventory, Message, Part } from './inventory.ts';
import type { Matching, Proposal } from './matching.ts';
import { createRowReader } from './row-reader.ts';

/** What may be asked for when a spreadsheet is read; see `ReadOptions`. */
export type SheetReading = {
  readonly matching?: Matching | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onParts: (parts: Part[]) => Promise<void> | void;
  readonly onProgress: (bytesRead: number, bytesTotal: number | null) => void;
};

/** So many rows, or letters of these, are looked at before the rest is read; and of each sheet, where there are several, to tell which one is meant. */
const sampled = { rows: 5000, letters: 16 * 1024 ** 2, ofEach: 200, sheets: 20 } as const;

/** The first rows of one sheet of a spreadsheet, and its sheets. */
export type SheetSample = { readonly rows: SheetRow[]; readonly list: SheetList };

/** The rows that a proposal is made from: those of the named sheet, else of the one that looks most like a list of activities. Ends with an `UnreadableFile`. */
export async function sampleOf(
  path: string,
  { sheet, signal }: { sheet?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<SheetSample> {
  await using file = await unpackedFile(path);
  const list = await sheetsOf(file.path, { ...(signal && { signal }) });
  const names = list.sheets.length > 0 ? list.sheets : list.hidden;
  const known = sheet !== undefined && [...list.sheets, ...list.hidden].includes(sheet);
  const chosen = known ? sheet : await likeliest(file.path, names, signal);
  return { rows: await firstRows(file.path, { sheet: chosen, most: sampled.rows, signal }), list };
}

async function likeliest(path: string, names: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  let best = { sheet: names[0] ?? '', score: -1 };
  if (names.length < 2) return best.sheet;
  for (const sheet of names.slice(0, sampled.sheets)) {
    const rows = await firstRows(path, { sheet, most: sampled.ofEach, signal });
    const { columns } = proposeMatching(rows, names);
    const known = columns.filter(({ field, sureness }) => field !== 'ignore' && sureness !== 'guess').length;
    const score = known * Math.log2(rows.length + 1) + Math.min(rows.length, 10) / 10;
    if (score > best.score) best = { sheet, score };
  }
  return best.sheet;
}

async function firstRows(
  path: string,
  { sheet, most, signal }: { sheet: string; most: number; signal: AbortSignal | undefined },
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let letters = 0;
  for await (const some of readSheetRows(path, { ...(sheet !== '' && { sheet }), ...(signal && { signal }) })) {
    rows.push(...some.slice(0, most - rows.length));
    letters += lettersOf(some);
    if (rows.length >= most || letters > sampled.letters) break;
  }
  return rows;
}

/** How a spreadsheet would be read, and what is to be asked; what was `chosen` stays. Ends with an `UnreadableFile`. */
export async function proposalOfSheet(
  path: string,
  asked: { sheet?: string | undefined; chosen?: Chosen | undefined; signal?: AbortSignal | undefined },
): Promise<Proposal> {
  const { rows, list } = await sampleOf(path, asked);
  const sheets = list.sheets.length > 0 ? list.sheets : list.hidden;
  const proposal = proposeMatching(rows, sheets, asked.chosen);
  // A sheet without a row has no name of its own to give.
  return rows.length > 0 || asked.sheet === undefined ? proposal : { ...proposal, matching: { ...proposal.matching, sheet: asked.sheet } };
}

/** Reads a spreadsheet as its matching says, or as proposed. Ends with an `UnreadableFile` where the file as a whole cannot be read. */
export async function readSheetInventory(
  path: string,
  { matching: given, signal, onParts, onProgress }: SheetReading,
): Promise<CheckedInventory> {
  await using file = await unpackedFile(path);
  const { headerLine, columns, answers } = given ?? {};
  const chosen = given && { headerLine, columns, answers };
  const proposal = await proposalOfSheet(file.path, { sheet: given?.sheet, chosen: chosen as Chosen | undefined, signal });
  const { matching, sheets } = proposal;
  const { format } = await sheetsOf(file.path);
  let parts: Part[] = [];
  const reader = createRowReader(matching, (part) => parts.push(part), { format });
  for (const message of guesses(proposal, given)) reader.say(message);
  const others = sheets.filter((sheet) => sheet !== matching.sheet);
  if (others.length > 0)
    reader.say({
      severity: given ? 'note' : 'warning',
      found: `${others.length === 1 ? 'Another sheet' : `${others.length} other sheets`}: ${others.slice(0, 10).map(quoted).join(', ')}`,
      expected: `One sheet with a row for each activity; it is taken to be ${quoted(matching.sheet)}`,
      did: others.length === 1 ? 'It was not read.' : 'They were not read.',
    });
  const options = { onProgress, onNotice: reader.say, ...(signal && { signal }), ...(matching.sheet !== '' && { sheet: matching.sheet }) };
  for await (const rows of readSheetRows(file.path, options)) {
    for (const row of rows) reader.row(row);
    if (reader.isRefused()) break;
    if (parts.length === 0) continue;
    await onParts(parts);
    parts = [];
  }
  const answer = reader.end();
  if (!answer.isRejected && parts.length > 0) await onParts(parts);
  return answer;
}

/** A warning for each question that nobody has answered, with the guess that was taken. */
function guesses({ questions, matching, columns }: Proposal, given: Matching | undefined): Message[] {
  return questions
    .filter(({ id }) => given?.answers[id] === undefined)
    .map(({ id, column, words, because, choices, proposed }): Message => {
      const found = columns.find(({ index }) => index === column);
      const taken = choices.find(({ value }) => value === (matching.answers[id] ?? proposed))?.words ?? proposed;
      return {
        severity: 'warning',
        ...(matching.headerLine !== null && column !== null && { line: matching.headerLine }),
        ...(found && { path: found.header === '' ? `column ${found.letter}` : `${found.header.slice(0, 60)} (${found.letter})` }),
        found: because,
        expected: `Somebody’s answer to “${words}”`,
        did: `This was taken to be so: ${taken}.`,
      };
    });
}

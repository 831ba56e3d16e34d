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
const sampled = { rows: 3000, letters: 16 * 1024 ** 2, ofEach: 200, sheets: 20 } as const;

/** The first rows of one sheet of a spreadsheet, and its sheets. */
export type SheetSample = { readonly rows: SheetRow[]; readonly list: SheetList; readonly sheet: string };

type Asked = { sheet?: string | undefined; signal?: AbortSignal | undefined };

/** The rows that a proposal is made from: those of the named sheet, else of the one that looks most like a list of activities. Ends with an `UnreadableFile`. */
async function sampleOf(path: string, asked: Asked = {}): Promise<SheetSample> {
  await using file = await unpackedFile(path);
  const list = await sheetsOf(file.path, { ...(asked.signal && { signal: asked.signal }) });
  const sheet = await sheetMeant(file.path, list, asked);
  return { rows: await firstRows(file.path, { sheet, most: sampled.rows, signal: asked.signal }), list, sheet };
}

async function sheetMeant(path: string, list: SheetList, { sheet, signal }: Asked): Promise<string> {
  const isKnown = sheet !== undefined && [...list.sheets, ...list.hidden].includes(sheet);
  return isKnown ? sheet : likeliest(path, shownSheets(list), signal);
}

/** The sheets to choose from: those that are not hidden, where there are any. */
function shownSheets({ sheets, hidden }: SheetList): string[] {
  return sheets.length > 0 ? sheets : hidden;
}

function proposalFrom(
  rows: readonly SheetRow[],
  { list, sheet, chosen }: { list: SheetList; sheet: string; chosen: Chosen | undefined },
): Proposal {
  const proposal = proposeMatching(rows, shownSheets(list), chosen);
  // A sheet without a row cannot say its name.
  return { ...proposal, matching: { ...proposal.matching, sheet } };
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
export async function proposalOfSheet(path: string, asked: Asked & { chosen?: Chosen | undefined }): Promise<Proposal> {
  const { rows, list, sheet } = await sampleOf(path, asked);
  return proposalFrom(rows, { list, sheet, chosen: asked.chosen });
}

/** Reads a spreadsheet as its matching says, or as proposed. Ends with an `UnreadableFile` where the file as a whole cannot be read. */
export async function readSheetInventory(
  path: string,
  { matching: given, signal, onParts, onProgress }: SheetReading,
): Promise<CheckedInventory> {
  await using file = await unpackedFile(path);
  const list = await sheetsOf(file.path, { ...(signal && { signal }) });
  const sheet = await sheetMeant(file.path, list, { sheet: given?.sheet, signal });
  const notices: Message[] = [];
  let say = (message: Message) => {
    notices.push(message);
  };
  const options = { onProgress, onNotice: (notice: Message) => say(notice), ...(signal && { signal }), ...(sheet !== '' && { sheet }) };
  const all = readSheetRows(file.path, options);
  const first = await taken(all, sampled.rows);
  const proposal = proposalFrom(first.flat(), { list, sheet, chosen: given });
  let parts: Part[] = [];
  const reader = createRowReader(proposal.matching, (part) => parts.push(part), { format: list.format });
  say = reader.say;
  for (const message of [...notices, ...guesses(proposal, given), ...aboutOtherSheets(proposal, given)]) reader.say(message);
  for await (const rows of chained(first, all)) {
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

/** The first rows, as they come, until there are `most` of them or no more. */
async function taken(all: AsyncGenerator<SheetRow[]>, most: number): Promise<SheetRow[][]> {
  const first: SheetRow[][] = [];
  for (let count = 0; count < most; ) {
    const { value, done } = await all.next();
    if (done) break;
    first.push(value);
    count += value.length;
  }
  return first;
}

async function* chained(first: SheetRow[][], rest: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow[]> {
  try {
    for (let at = 0; at < first.length; at += 1) {
      yield first[at]!;
      first[at] = [];
    }
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function aboutOtherSheets({ sheets, matching }: Proposal, given: Matching | undefined): Message[] {
  const others = sheets.filter((sheet) => sheet !== matching.sheet);
  if (others.length === 0) return [];
  return [
    {
      severity: given ? 'note' : 'warning',
      found: `${others.length === 1 ? 'Another sheet' : `${others.length} other sheets`}: ${others.slice(0, 10).map(quoted).join(', ')}`,
      expected: `One sheet with a row for each activity; it is taken to be ${quoted(matching.sheet)}`,
      did: others.length === 1 ? 'It was not read.' : 'They were not read.',
    },
  ];
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

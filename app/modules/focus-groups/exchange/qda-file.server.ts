import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { gathered, packingOf, startOf } from '#app/platform/packed-file.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import { createPieceDecoder, type PieceDecoder } from '#app/platform/text-decoder.server.ts';
import { bytesToTell, decodeWindows1252, encodingOf } from '#app/platform/text-encoding.ts';
import { type ZipEntry, zipEntries, zipEntryBytes } from '#app/platform/zip-file.server.ts';
import type { PositionRule } from './position-rule.ts';
import type { QdaProject } from './qda-project.ts';
import { createDraftReader, type RefiDraft } from './refi-draft.ts';
import { meantBy, namedIn } from './refi-path.ts';
import { projectOf, type QdaCheck } from './refi-project.ts';
import type { LoadedText } from './refi-texts.ts';
import { refiProject, type WritingOptions } from './refi-writer.ts';

/** A file that was read: its project, of a codebook only codes and sets; null where the file was refused, with the reason in the check's messages. */
export type ReadQda = { readonly kind: 'project' | 'codebook' | null; readonly project: QdaProject | null; readonly check: QdaCheck };

/** What a project may hold: its XML, one text, and all texts together, in bytes; far more than any study, and little enough for the memory. */
const most = { xml: 64 * 1024 ** 2, text: 12 * 1024 ** 2, texts: 64 * 1024 ** 2 };
const ratio = { ratio: 200, ratioFrom: 8 * 1024 ** 2 };

/**
 * Reads a REFI-QDA project (`.qdpx`, or its `project.qde` alone) or codebook (`.qdc`) at a path, by what it holds and not by its name. Nothing but this file is opened, and nothing of it is
 * written anywhere. `rule` says how positions are counted in place of what the file itself tells.
 */
export async function readQdaFile(path: string, rule: Partial<PositionRule> = {}): Promise<ReadQda> {
  const at: { line: number | undefined } = { line: undefined };
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw new UnreadableFile('A folder', 'A file');
    if (info.size === 0) throw new UnreadableFile('An empty file', expectedFile);
    const packing = packingOf(await startOf(path, 4));
    if (packing === 'gzip') throw new UnreadableFile('A file packed with gzip', `${expectedFile}, not packed once more`);
    if (packing === null) return read(await draftOf(createReadStream(path), at), new Map(), rule);
    const { draft, texts } = await readArchive(path, at);
    return read(draft, texts, rule);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const line = at.line === undefined ? {} : { line: at.line };
    return refused({ severity: 'error', ...line, ...refusal, did: 'The whole file was refused; nothing of it was kept.' });
  }
}

const expectedFile = 'A REFI-QDA project (.qdpx) or codebook (.qdc), as the program exports it';

function read(draft: RefiDraft, texts: ReadonlyMap<string, LoadedText>, rule: Partial<PositionRule>): ReadQda {
  return { kind: draft.kind, ...projectOf(draft, texts, rule) };
}

function refused(message: Message): ReadQda {
  const counts = { users: 0, codes: 0, sources: 0, selections: 0, codings: 0, memos: 0 };
  return { kind: null, project: null, check: { valid: false, ...counts, offsets: 'unknown', messages: [message] } };
}

function refusalOf(error: unknown): { found: string; expected: string } | null {
  if (error instanceof UnreadableFile) return { found: error.found, expected: error.expected };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return { found: 'No file at this path', expected: 'A file that is there. Check the path' };
  if (code === 'EACCES' || code === 'EPERM') return { found: 'A file that may not be opened', expected: 'A file that you may read' };
  return null;
}

async function readArchive(path: string, at: { line: number | undefined }): Promise<{ draft: RefiDraft; texts: Map<string, LoadedText> }> {
  const entries = await zipEntries(path);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size < entries.length)
    throw new UnreadableFile('An archive with two files of one name', 'A project as the program exports it');
  const main = mainOf(entries);
  const draft = await draftOf(zipEntryBytes(path, main, { bytes: most.xml, ...ratio }), at);
  at.line = undefined;
  const folder = main.name.slice(0, main.name.lastIndexOf('/') + 1);
  const names = namedIn([...byName.keys()]);
  const texts = new Map<string, LoadedText>();
  let left = most.texts;
  for (const { written } of [...draft.sources, ...draft.memos]) {
    if (written.path === null || written.content !== null || texts.has(written.path)) continue;
    const meant = meantBy(written.path, names, folder);
    if ('why' in meant) {
      texts.set(written.path, {
        problem: meant.why === 'missing' ? 'is not in the project' : 'lies outside the project, where nothing is opened',
      });
      continue;
    }
    const entry = byName.get(meant.entry) as ZipEntry;
    const bytes = await bytesOf(zipEntryBytes(path, entry, { bytes: Math.min(most.text, left), ...ratio }));
    left -= bytes.length;
    texts.set(written.path, decoded(bytes, draft, written.path));
  }
  return { draft, texts };
}

/** The project's XML: `project.qde`, or what ATLAS.ti names after the project; also where somebody packed the folder around it too. */
function mainOf(entries: readonly ZipEntry[]): ZipEntry {
  const all = entries.filter(({ name }) => /\.qde$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));
  const depth = ({ name }: ZipEntry) => name.split('/').length;
  const top = all.filter((entry) => depth(entry) === Math.min(...all.map(depth)));
  const main = top.length === 1 ? top[0] : top.find(({ name }) => /(^|\/)project\.qde$/i.test(name));
  if (main) return main;
  if (top.length > 1) throw new UnreadableFile(`An archive with ${counted(top.length, 'project')} (.qde)`, 'One project in each file');
  const others = entries.slice(0, 3).map(({ name }) => quoted(name));
  const held = others.length === 0 ? 'nothing' : others.join(', ');
  throw new UnreadableFile(
    `An archive without a project (.qde); it holds ${held}${entries.length > 3 ? ' and others' : ''}`,
    `${expectedFile}, not packed once more`,
  );
}

async function draftOf(bytes: AsyncIterable<Buffer>, at: { line: number | undefined }): Promise<RefiDraft> {
  const reader = createDraftReader();
  let decoder: PieceDecoder | null = null;
  let size = 0;
  for await (const piece of gathered(bytes, bytesToTell)) {
    size += piece.length;
    if (size > most.xml) throw new UnreadableFile(`More than ${most.xml / 1024 ** 2} MB of XML`, 'A project of a size that people code');
    let rest = piece;
    if (!decoder) {
      const found = encodingOf(piece);
      if ('problem' in found) throw new UnreadableFile(`XML whose letters cannot be read. ${found.problem}`, 'XML in UTF-8');
      decoder = createPieceDecoder(found.encoding);
      rest = piece.subarray(found.markBytes);
      if (!/^\s*</.test(decodedStart(rest, found.encoding))) throw new UnreadableFile('A file that is no XML', expectedFile);
    }
    const { text, isBroken } = decoder.write(rest);
    try {
      reader.write(text);
    } finally {
      at.line = reader.line();
    }
    if (isBroken) throw brokenLetters;
  }
  if (decoder?.end().isBroken) throw brokenLetters;
  const draft = reader.end();
  at.line = undefined;
  return draft;
}

const brokenLetters = new UnreadableFile('Bytes that are no letters in the encoding of the file', 'XML in UTF-8');

function decodedStart(bytes: Buffer, encoding: string): string {
  const start = bytes.subarray(0, 64).toString('latin1');
  return encoding.startsWith('utf-16') ? start.replaceAll('\0', '') : start;
}

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** A text as it stands in its file, with its byte order mark: positions may count it. What is no UTF-8 is what Windows wrote. */
function decoded(bytes: Buffer, { findings }: RefiDraft, path: string): LoadedText {
  const found = encodingOf(bytes);
  if ('problem' in found) return { problem: `cannot be read. ${found.problem}` };
  const mark = found.markBytes > 0 ? '\ufeff' : '';
  const rest = bytes.subarray(found.markBytes);
  const { text, isBroken } = createPieceDecoder(found.encoding).write(rest);
  if (!isBroken && (found.encoding !== 'utf-8' || Buffer.byteLength(text) === rest.length)) return { text: mark + kept(text) };
  const { text: guessed, problemAt } = decodeWindows1252(rest);
  if (problemAt !== -1) return { problem: 'is no text' };
  const words = (count: number) => ({
    found: `${counted(count, 'text')} whose letters are not in UTF-8`,
    expected: 'UTF-8. Look whether accents and quotation marks are right',
    did: 'Read as Windows-1252.',
  });
  findings.tell({ severity: 'warning', key: 'windows-1252', words }, { path });
  return { text: kept(guessed) };
}

/** NUL is in no text of ours, and every place behind it stays. */
function kept(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** A project as the bytes of a `.qdpx` file, the same for the same project; and what is not in it as it was. */
export function qdpxFile(project: QdaProject, options: WritingOptions = {}): { bytes: Buffer; messages: Message[] } {
  const { files, messages } = refiProject(project, options);
  const parts = Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)]));
  return { bytes: Buffer.from(zipSync(parts, { level: 6, mtime: '1980-01-02T00:00:00Z' })), messages };
}

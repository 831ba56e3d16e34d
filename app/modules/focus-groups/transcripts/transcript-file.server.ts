import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { UnpackingLimits } from '#app/platform/inflating.server.ts';
import { createMessageList, type MessageList } from '#app/platform/message-list.ts';
import { gathered, packingOf } from '#app/platform/packed-file.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import { asUtf8 } from '#app/platform/text-as-utf8.server.ts';
import { createPieceDecoder, type PieceDecoder } from '#app/platform/text-decoder.server.ts';
import { bytesToTell, encodingOf } from '#app/platform/text-encoding.ts';
import { type Relation, relationsReader } from '#app/platform/xlsx-parts.ts';
import type { XmlReader } from '#app/platform/xlsx-xml.ts';
import { type ZipEntry, zipEntries, zipEntryBytes } from '#app/platform/zip-file.server.ts';
import { createDocxBodyReader } from './docx-body.ts';
import { createDocxNotesReader, docxNoteKinds } from './docx-notes.ts';
import { foreignTranscript } from './foreign-transcript.ts';
import type { Passage, TranscriptFormat } from './passage.ts';
import { createPlainTextReader } from './plain-text.ts';
import { createSrtReader, isSrt } from './srt.ts';
import { type AskedOfTranscript, readingOf, type TranscriptReading, type TranscriptRejection } from './transcript-reading.ts';
import { createVttReader, isVtt, type PassageTarget } from './vtt.ts';

/** A day of talk comes to a megabyte of text, a document of it with its marks to ten. */
const mostTextBytes = 32 * 1024 ** 2;
const documentLimits: UnpackingLimits = { bytes: 64 * 1024 ** 2, ratio: 200, ratioFrom: 8 * 1024 ** 2 };
/** A hundred hours of captions. */
const mostPassages = 200_000;
/** Four days of talk: every word is looked through for names, which takes seconds for a million letters. */
const mostLetters = 4_000_000;
const oneSession = 'The transcript of one session. Split the file into several';
const readable = 'A transcript as .vtt, .srt, .docx or .txt';

/**
 * Reads the transcript at a path; what it is tells its content, not its name. One that cannot be read is a rejection with the reason in words, never a fault. Memory
 * grows with the text and is bounded. Nothing that the file names is opened.
 */
export async function readTranscript(path: string, asked: AskedOfTranscript = {}): Promise<TranscriptReading | TranscriptRejection> {
  const messages = createMessageList(1000);
  const passages: Passage[] = [];
  let letters = 0;
  const target: PassageTarget = {
    messages,
    take(passage) {
      if (passages.length >= mostPassages)
        throw new UnreadableFile(`More than ${mostPassages.toLocaleString('en-US')} cues or lines`, oneSession);
      letters += passage.text.length;
      if (letters > mostLetters) throw new UnreadableFile(`More than ${mostLetters.toLocaleString('en-US')} letters of talk`, oneSession);
      passages.push(passage);
    },
  };
  try {
    const start = await startOf(path);
    const entries = packingOf(start) === 'zip' ? await zipEntries(path) : [];
    const foreign = foreignTranscript(
      start,
      entries.map(({ name }) => name),
    );
    if (foreign) throw new UnreadableFile(foreign.found, foreign.expected);
    const format = entries.length > 0 ? await readDocument({ path, entries }, target) : await readText(path, target);
    return readingOf({ format, passages, messages }, asked);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    messages.lead({ severity: 'error', ...refusal, did: 'Nothing of it was read.' });
    return { isRejected: true, format: null, messages: messages.all() };
  }
}

async function startOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  const start = buffer.subarray(0, bytesRead);
  if (bytesRead === 0) throw new UnreadableFile('An empty file', readable);
  if (packingOf(start) === null && size > mostTextBytes)
    throw new UnreadableFile(
      `A file of ${Math.ceil(size / 1024 ** 2).toLocaleString('en-US')} MB`,
      `Text of at most ${mostTextBytes / 1024 ** 2} MB; a day of talk is about one`,
    );
  return start;
}

async function readText(path: string, target: PassageTarget): Promise<TranscriptFormat> {
  const say: Parameters<typeof asUtf8>[1] = ({ found, line, severity }) =>
    target.messages.add({
      severity,
      ...(line === undefined ? {} : { line }),
      found,
      expected: 'UTF-8. Look whether accents and quotation marks are right; if not, save the file in UTF-8',
      did: severity === 'note' ? 'It was read as UTF-16.' : 'Read as Windows-1252 (Latin-1), which older programs write.',
    });
  let reader: { format: TranscriptFormat; write(piece: string): void; end(): void } | null = null;
  for await (const bytes of gathered(asUtf8(createReadStream(path, { highWaterMark: 64 * 1024 }), say), 256)) {
    const piece = bytes.toString('utf8');
    reader ??= readerOf(piece, target);
    reader.write(piece);
  }
  reader?.end();
  return reader?.format ?? 'txt';
}

function readerOf(start: string, target: PassageTarget) {
  if (isVtt(start)) return { format: 'vtt' as const, ...createVttReader(target) };
  if (/^\s*WEBVTT/i.test(start))
    throw new UnreadableFile(
      'A file that looks like WebVTT, and begins otherwise',
      '“WEBVTT” in capitals at the very front, with a blank or a line end after it',
    );
  if (isSrt(start)) return { format: 'srt' as const, ...createSrtReader(target) };
  return { format: 'txt' as const, ...createPlainTextReader(target) };
}

type Package = { path: string; entries: readonly ZipEntry[] };

async function readDocument(file: Package, target: PassageTarget): Promise<TranscriptFormat> {
  const roots: Relation[] = [];
  const relations: Relation[] = [];
  await readPart(file, '_rels/.rels', relationsReader('', roots));
  const main = roots.find(({ kind }) => kind === 'officeDocument')?.path ?? 'word/document.xml';
  const cut = main.lastIndexOf('/') + 1;
  await readPart(file, `${main.slice(0, cut)}_rels/${main.slice(cut)}.rels`, relationsReader(main.slice(0, cut), relations));
  if (!(await readPart(file, main, createDocxBodyReader(target))))
    throw new UnreadableFile('A Word document without its text', savedByWord);
  for (const kind of docxNoteKinds)
    for (const { path } of relations.filter((relation) => relation.kind === kind))
      await readPart(file, path, createDocxNotesReader(target.messages));
  tellMargins(relations, target.messages);
  return 'docx';
}

function tellMargins(relations: readonly Relation[], messages: MessageList) {
  if (relations.some(({ kind }) => kind === 'header' || kind === 'footer'))
    messages.add({ severity: 'note', found: 'Headers or footers of the pages', expected: 'What was said', did: 'They were left out.' });
}

const savedByWord = 'A .docx file that a word processor has saved. Open it in one, save it anew and bring it again';

/** False when there is no such part. */
async function readPart({ path, entries }: Package, name: string, reader: XmlReader): Promise<boolean> {
  const entry = entries.find((each) => each.name === name) ?? entries.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!entry) return false;
  let decoder: PieceDecoder | null = null;
  for await (let bytes of gathered(zipEntryBytes(path, entry, documentLimits), bytesToTell)) {
    if (!decoder) {
      const found = encodingOf(bytes);
      if ('problem' in found) throw new UnreadableFile(`A Word document whose letters cannot be read. ${found.problem}`, savedByWord);
      decoder = createPieceDecoder(found.encoding);
      bytes = bytes.subarray(found.markBytes);
    }
    const { text, isBroken } = decoder.write(bytes);
    if (isBroken) throw new UnreadableFile('A Word document whose letters cannot be read', savedByWord);
    inWordsOfDocuments(() => reader.write(text));
  }
  inWordsOfDocuments(() => reader.end());
  return true;
}

/** The reader of XML speaks of spreadsheets, for which it was made. */
function inWordsOfDocuments(act: () => void) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UnreadableFile) || !error.found.startsWith('A spreadsheet')) throw error;
    throw new UnreadableFile(error.found.replace('A spreadsheet', 'A Word document'), savedByWord);
  }
}

function refusalOf(error: unknown): { found: string; expected: string } | null {
  if (error instanceof UnreadableFile)
    return { found: error.found, expected: /curriculum|CSV|spreadsheet|school/.test(error.expected) ? readable : error.expected };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return { found: 'No file at this path', expected: 'A file that is there. Check the path' };
  if (code === 'EISDIR') return { found: 'A folder', expected: 'A file' };
  if (code === 'EACCES' || code === 'EPERM') return { found: 'A file that may not be opened', expected: 'A file that you may read' };
  return null;
}

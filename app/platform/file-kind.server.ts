import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { invalid } from './problem.ts';

/** What a file is, as its own bytes say: its media type, the ending that its name should have, and the kind in words. */
export type FileKind = {
  readonly type: string;
  readonly extension: string;
  readonly kind: 'document' | 'slides' | 'sheet' | 'picture' | 'sound' | 'film' | 'text';
};

const office = 'application/vnd.openxmlformats-officedocument';
/** By the ending that the bytes ask for. Not here: whatever a browser would run, and office files with macros. */
const known: Readonly<Record<string, Pick<FileKind, 'type' | 'kind'>>> = {
  pdf: { type: 'application/pdf', kind: 'document' },
  docx: { type: `${office}.wordprocessingml.document`, kind: 'document' },
  odt: { type: 'application/vnd.oasis.opendocument.text', kind: 'document' },
  pptx: { type: `${office}.presentationml.presentation`, kind: 'slides' },
  odp: { type: 'application/vnd.oasis.opendocument.presentation', kind: 'slides' },
  xlsx: { type: `${office}.spreadsheetml.sheet`, kind: 'sheet' },
  png: { type: 'image/png', kind: 'picture' },
  jpg: { type: 'image/jpeg', kind: 'picture' },
  gif: { type: 'image/gif', kind: 'picture' },
  webp: { type: 'image/webp', kind: 'picture' },
  mp3: { type: 'audio/mpeg', kind: 'sound' },
  m4a: { type: 'audio/mp4', kind: 'sound' },
  mp4: { type: 'video/mp4', kind: 'film' },
  webm: { type: 'video/webm', kind: 'film' },
};
/** Text has no first bytes of its own, so its name says which it is. */
const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
};

/** The kind of a file that arrived, by its first bytes; `name` counts for text alone. Refuses what is not on our list, with what is. */
export async function kindOfFile(path: string, name: string): Promise<FileKind> {
  const extension = (await fileTypeFromFile(path).catch(() => undefined))?.ext;
  const found = extension === undefined ? undefined : known[extension];
  if (extension !== undefined && found) return { ...found, extension };
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const text = texts[ending];
  if (extension === undefined && text !== undefined && (await isText(path))) return { type: text, extension: ending, kind: 'text' };
  throw invalid(
    `The bytes of this file are none that we take. Bring PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), OpenDocument text or slides, PNG, JPEG, GIF, WebP, MP3, M4A, MP4, WebM, captions (.vtt, .srt), or plain text (.txt, .md, .csv).`,
  );
}

/** Whether the first 64 KiB are UTF-8 without control characters that no text has. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(64 * 1024);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead), { stream: true });
    return !/\p{Cc}/u.test(text.replace(/[\t\n\r\f]/g, ''));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

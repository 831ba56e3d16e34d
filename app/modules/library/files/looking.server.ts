// Runs alone, in a process of its own with little memory and time: `node looking.server.ts FILE EXTENSION FOLDER`. Whatever a hostile file does to its reader, it does here.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import type { UnpackingLimits } from '#app/platform/inflating.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import { type ZipEntry, zipEntries, zipEntryBytes } from '#app/platform/zip-file.server.ts';
import { type Look, lookBounds, noLook } from './look.ts';
import { createOfficeReader, createRelationsReader } from './office-reader.ts';

type Seen = { look: Look; words: string; previews: number };
const [path, extension, folder] = process.argv.slice(2) as [string, string, string];
/** A deck of slides is a hundred parts of some ten kilobytes; its pictures are not unpacked at all. */
const limits: UnpackingLimits = { bytes: 32 * 1024 ** 2, ratio: 200, ratioFrom: 2 * 1024 ** 2 };

process.stdout.write(JSON.stringify(await seen()));
process.exit(0); // a reader that still waits for something is not waited for

async function seen(): Promise<Seen> {
  try {
    if (extension === 'pdf') return await seenInPdf();
    if (extension === 'docx' || extension === 'pptx') return await seenInOffice();
    const words = (await readFile(path, 'utf8')).slice(0, lookBounds.letters);
    return { look: noLook(), words, previews: 0 };
  } catch (error) {
    return { look: noLook(reasonOf(error)), words: '', previews: 0 };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.found}. Expected: ${error.expected}.`;
  if (error instanceof Error && error.name === 'PasswordException') return 'It has a password. Save it without one and bring it again.';
  return 'It is damaged, or made in an unusual way. Save it again and bring that.';
}

async function seenInOffice(): Promise<Seen> {
  const entries = await zipEntries(path);
  const isWord = extension === 'docx';
  const parts = entries
    .filter(({ name }) =>
      (isWord ? /^word\/(document|footnotes|endnotes|header\d*|footer\d*)\.xml$/ : /^ppt\/(slides|notesSlides)\/[a-zA-Z]+\d+\.xml$/).test(
        name,
      ),
    )
    .sort((one, other) => numberIn(one.name) - numberIn(other.name));
  const words: string[] = [];
  const without: string[] = [];
  let pictures = 0;
  let budget = limits.bytes;
  async function readPart<Read>(entry: ZipEntry, reader: { write(text: string): unknown; end(): Read }): Promise<Read> {
    const decoder = new TextDecoder('utf-8');
    for await (const piece of zipEntryBytes(path, entry, { ...limits, bytes: budget })) {
      budget -= piece.length;
      reader.write(decoder.decode(piece, { stream: true }));
    }
    return reader.end();
  }
  for (const entry of parts) {
    const part = await readPart(entry, createOfficeReader());
    words.push(part.words);
    pictures += part.pictures;
    const place = isWord
      ? 'The document'
      : entry.name.includes('notes')
        ? `The notes of slide ${numberIn(entry.name)}`
        : `Slide ${numberIn(entry.name)}`;
    if (part.without > 0 && without.length < lookBounds.places)
      without.push(`${place}: ${part.without === 1 ? 'a picture' : `${part.without} pictures`}`);
  }
  const relations = entries.filter(({ name }) => /^(word|ppt\/slides)\/_rels\/.*\.rels$/.test(name)).slice(0, 200);
  const links: string[] = [];
  for (const entry of relations) links.push(...(await readPart(entry, createRelationsReader())));
  return {
    look: {
      pages: isWord ? null : parts.filter(({ name }) => name.includes('/slides/')).length,
      isTagged: null,
      hasScript: entries.some(({ name }) => /vbaProject\.bin$/i.test(name)),
      pictures,
      without,
      links: [...new Set(links)].slice(0, lookBounds.links),
      failed: null,
    },
    words: words.join('\n').slice(0, lookBounds.letters),
    previews: 0,
  };
}

function numberIn(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
}

async function seenInPdf(): Promise<Seen> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const assets = (name: string) => `${pathToFileURL(join(process.cwd(), 'node_modules/pdfjs-dist', name)).href.replace('file://', '')}/`;
  const document = await getDocument({
    data: new Uint8Array(await readFile(path)),
    ...{
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      maxImageSize: 40_000_000,
      verbosity: 0,
    },
    standardFontDataUrl: assets('standard_fonts'),
    cMapUrl: assets('cmaps'),
  }).promise;
  const marks = (await document.getMarkInfo()) as unknown;
  const isTagged = marks instanceof Map ? marks.get('Marked') === true : (marks as { Marked?: boolean } | null)?.Marked === true;
  const words: string[] = [];
  const links: string[] = [];
  const without: string[] = [];
  let pictures = 0;
  let letters = 0;
  let previews = 0;
  for (let at = 1; at <= Math.min(document.numPages, lookBounds.pages); at++) {
    const page = await document.getPage(at);
    if (letters < lookBounds.letters) {
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      letters += text.length;
      words.push(text);
    }
    if (links.length < lookBounds.links)
      for (const annotation of (await page.getAnnotations()) as { url?: string }[])
        if (/^https?:/i.test(annotation.url ?? '')) links.push(annotation.url!);
    const figures = isTagged ? figuresIn(await page.getStructTree()) : [];
    pictures += figures.length;
    const silent = figures.filter((isSaid) => !isSaid).length;
    if (silent > 0 && without.length < lookBounds.places) without.push(`Page ${at}: ${silent === 1 ? 'a picture' : `${silent} pictures`}`);
    if (at <= lookBounds.previews) {
      const whole = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(900 / whole.width, 1600 / whole.height) });
      const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
      await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
      await writeFile(join(folder, `${at}.webp`), await canvas.encode('webp', 80), { mode: 0o600 });
      previews = at;
    }
    page.cleanup();
  }
  const scripts = await document.getJSActions().catch(() => null);
  return {
    look: {
      pages: document.numPages,
      isTagged,
      hasScript: scripts !== null || (await document.hasJSActions()),
      pictures,
      without,
      links: [...new Set(links)].slice(0, lookBounds.links),
      failed: null,
    },
    words: words.join('\n').slice(0, lookBounds.letters),
    previews,
  };
}

/** The figures of a page's structure, each with whether words stand in its stead. */
function figuresIn(node: unknown, depth = 0): boolean[] {
  const { role, alt, children } = (node ?? {}) as { role?: string; alt?: string; children?: unknown[] };
  if (depth > 50) return [];
  const own = role === 'Figure' ? [Boolean(alt?.trim())] : [];
  return [...own, ...(children ?? []).flatMap((child) => figuresIn(child, depth + 1))];
}

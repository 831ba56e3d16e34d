// Runs alone, in a process of its own with little memory and time: `node looking.server.ts FILE EXTENSION FOLDER`. Whatever a hostile file does to its reader, it does here.
import { readFile, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import type { UnpackingLimits } from '#app/platform/inflating.server.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import { zipEntries, zipEntryBytes } from '#app/platform/zip-file.server.ts';
import { type Look, lookBounds, noLook, type Trace } from './look.ts';
import { createOfficeReader, createRelationsReader, type OfficeRelation } from './office-reader.ts';
import {
  createCommentersReader,
  createCommentsReader,
  createPropertiesReader,
  createSlideOrderReader,
  createSlideStateReader,
  createWordTracesReader,
  shortly,
} from './office-traces.ts';
import { makerTraces, pictureTraces } from './traces.ts';

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

type Reader<Read> = { write(text: string): unknown; end(): Read };
type Relations = readonly OfficeRelation[];

/** The parts of an office file, within one bound for all that is unpacked. */
async function openOffice() {
  const entries = new Map((await zipEntries(path)).map((entry) => [entry.name, entry]));
  let budget = limits.bytes;
  async function read<Read>(name: string, ...readers: readonly Reader<Read>[]): Promise<Read[]> {
    const decoder = new TextDecoder('utf-8');
    for await (const piece of zipEntryBytes(path, entries.get(name)!, { ...limits, bytes: budget })) {
      budget -= piece.length;
      const text = decoder.decode(piece, { stream: true });
      for (const reader of readers) reader.write(text);
    }
    return readers.map((reader) => reader.end());
  }
  /** The first of a part that is looked at by its bytes, such as a picture. */
  async function start(name: string, most: number): Promise<Uint8Array> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of zipEntryBytes(path, entries.get(name)!, { ...limits, bytes: Number.MAX_SAFE_INTEGER })) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= most) break;
    }
    return Buffer.concat(pieces);
  }
  /** What a part leads to, its targets as names of parts. */
  async function relationsOf(name: string): Promise<Relations> {
    const [folder, file] = [posix.dirname(name), posix.basename(name)];
    const rels = `${folder}/_rels/${file}.rels`;
    if (!entries.has(rels)) return [];
    const [relations] = await read(rels, createRelationsReader());
    return relations!.map((each) =>
      each.isOutside ? each : { ...each, target: posix.join('/', each.target.startsWith('/') ? '' : folder, each.target).slice(1) },
    );
  }
  return { entries, read, start, relationsOf };
}
type Office = Awaited<ReturnType<typeof openOffice>>;

/** A part that is read, the words for its place, and what it leads to. */
type Part = { readonly name: string; readonly place: string; readonly relations: Relations };

async function seenInOffice(): Promise<Seen> {
  const office = await openOffice();
  const parts = extension === 'docx' ? await wordParts(office) : await slideParts(office);
  const traces: Trace[] = [...(await makersOf(office))];
  const words: string[] = [];
  const without: string[] = [];
  let pictures = 0;
  for (const { name, place } of parts) {
    const [part] = await office.read(name, createOfficeReader());
    words.push(part!.words);
    pictures += part!.pictures;
    if (part!.without > 0 && without.length < lookBounds.places)
      without.push(`${place}: ${part!.without === 1 ? 'a picture' : `${part!.without} pictures`}`);
    if (name.includes('/notesSlides/') && /\p{L}/u.test(part!.words))
      traces.push({ kind: 'notes', place: place.replace('The notes of slide', 'slide'), words: shortly(part!.words) });
    else if (name.includes('/slides/') && (await office.read(name, createSlideStateReader()))[0])
      traces.push({ kind: 'hidden', place: place.toLowerCase(), words: shortly(part!.words) });
  }
  traces.push(...(extension === 'docx' ? await wordTraces(office, parts) : await slideComments(office, parts)));
  traces.push(...(await placesOfPictures(office, parts)));
  const links = parts.flatMap(({ relations }) => relations.filter(({ isOutside, target }) => isOutside && /^https?:/i.test(target)));
  return {
    look: {
      pages: extension === 'docx' ? null : parts.filter(({ name }) => name.includes('/slides/')).length,
      isTagged: null,
      hasScript: [...office.entries.keys()].some((name) => /vbaProject\.bin$/i.test(name)),
      pictures,
      without,
      links: [...new Set(links.map(({ target }) => target))].slice(0, lookBounds.links),
      traces: traces.slice(0, lookBounds.traces),
      failed: null,
    },
    words: words.join('\n').slice(0, lookBounds.letters),
    previews: 0,
  };
}

async function wordParts({ entries, relationsOf }: Office): Promise<Part[]> {
  const names = [...entries.keys()].filter((name) => /^word\/(document|footnotes|endnotes|header\d*|footer\d*)\.xml$/.test(name));
  const parts: Part[] = [];
  for (const name of names) parts.push({ name, place: 'The document', relations: await relationsOf(name) });
  return parts;
}

/** The slides as they are shown, one after the other, each followed by its notes; where the deck does not say its order, as their files are numbered. */
async function slideParts({ entries, read, relationsOf }: Office): Promise<Part[]> {
  const main = 'ppt/presentation.xml';
  const targets = new Map((await relationsOf(main)).map(({ id, target }) => [id, target]));
  const listed = entries.has(main) ? (await read(main, createSlideOrderReader()))[0]!.map((id) => targets.get(id)) : [];
  const numbered = [...entries.keys()]
    .filter((name) => /^ppt\/slides\/[a-zA-Z]+\d+\.xml$/.test(name))
    .sort((one, other) => numberIn(one) - numberIn(other));
  const order = new Set([...listed.filter((name) => name !== undefined && entries.has(name)), ...numbered] as string[]);
  const parts: Part[] = [];
  for (const [at, name] of [...order].entries()) {
    const relations = await relationsOf(name);
    parts.push({ name, place: `Slide ${at + 1}`, relations });
    for (const { kind, target } of relations)
      if (kind === 'notesSlide' && entries.has(target))
        parts.push({ name: target, place: `The notes of slide ${at + 1}`, relations: await relationsOf(target) });
  }
  return parts;
}

function numberIn(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
}

async function makersOf({ entries, read }: Office): Promise<Trace[]> {
  const said: string[] = [];
  for (const name of ['docProps/core.xml', 'docProps/app.xml'])
    if (entries.has(name)) {
      const [properties] = await read(name, createPropertiesReader());
      said.push(...['creator', 'lastModifiedBy', 'Manager', 'Company'].map((each) => properties!.get(each) ?? ''));
    }
  return makerTraces(said);
}

async function wordTraces({ entries, read }: Office, parts: readonly Part[]): Promise<Trace[]> {
  const traces: Trace[] = [];
  let commented: ReadonlyMap<string, number> = new Map();
  for (const { name } of parts) {
    const where = name === 'word/document.xml' ? '' : `${posix.basename(name, '.xml').replace(/\d+$/, '')}, `;
    const [seen] = await read(name, createWordTracesReader(where));
    traces.push(...seen!.traces);
    if (where === '') commented = seen!.commented;
  }
  if (entries.has('word/comments.xml'))
    for (const { id, author, words } of (await read('word/comments.xml', createCommentsReader()))[0]!)
      traces.push({ kind: 'comment', place: commented.has(id) ? `paragraph ${commented.get(id)}` : '', words: said(author, words) });
  return traces;
}

async function slideComments({ entries, read }: Office, parts: readonly Part[]): Promise<Trace[]> {
  const names = new Map<string, string>();
  for (const list of ['ppt/commentAuthors.xml', 'ppt/authors.xml'])
    if (entries.has(list)) for (const [id, name] of (await read(list, createCommentersReader()))[0]!) names.set(id, name);
  const traces: Trace[] = [];
  for (const { place, relations } of parts)
    for (const { kind, target } of relations)
      if (kind === 'comments' && entries.has(target))
        for (const { author, words } of (await read(target, createCommentsReader()))[0]!)
          traces.push({ kind: 'comment', place: place.toLowerCase(), words: said(names.get(author) ?? '', words) });
  return traces;
}

function said(author: string, words: string): string {
  return author === '' ? words : `${author}: ${words}`;
}

async function placesOfPictures({ entries, start }: Office, parts: readonly Part[]): Promise<Trace[]> {
  const traces: Trace[] = [];
  const media = [...entries.keys()].filter((name) => /\/media\/[^/]+\.(jpe?g|png|webp|tiff?)$/i.test(name)).slice(0, 200);
  for (const name of media) {
    const holder = parts.find(({ relations }) => relations.some(({ target }) => target === name));
    const place = `${holder ? `${holder.place.toLowerCase()}, ` : ''}picture ${posix.basename(name)}`;
    traces.push(...pictureTraces(await start(name, 512 * 1024), place));
  }
  return traces;
}

async function seenInPdf(): Promise<Seen> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const assets = (name: string) => `${pathToFileURL(join(process.cwd(), 'node_modules/pdfjs-dist', name)).href.replace('file://', '')}/`;
  const bytes = await readFile(path);
  // Pictures lie in it as they were taken.
  const traces: Trace[] = pictureTraces(bytes, 'a picture in it');
  const document = await getDocument({
    data: new Uint8Array(bytes),
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
    const annotations = (await page.getAnnotations()) as Annotation[];
    if (links.length < lookBounds.links)
      links.push(...annotations.flatMap(({ url }) => (url !== undefined && /^https?:/i.test(url) ? [url] : [])));
    if (traces.length < lookBounds.traces) traces.push(...annotations.flatMap((each) => annotationTraces(each, `page ${at}`)));
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
  const { info, metadata } = await document.getMetadata();
  traces.unshift(...makerTraces([(info as { Author?: unknown }).Author, metadata?.get('dc:creator')].flat()));
  for (const { filename } of Object.values((await document.getAttachments()) ?? {}) as { filename: string }[])
    traces.push({ kind: 'attachment', place: '', words: shortly(filename) });
  const scripts = await document.getJSActions().catch(() => null);
  return {
    look: {
      pages: document.numPages,
      isTagged,
      hasScript: scripts !== null || (await document.hasJSActions()),
      pictures,
      without,
      links: [...new Set(links)].slice(0, lookBounds.links),
      traces: traces.slice(0, lookBounds.traces),
      failed: null,
    },
    words: words.join('\n').slice(0, lookBounds.letters),
    previews,
  };
}

type Annotation = {
  readonly subtype?: string;
  readonly url?: string;
  readonly titleObj?: { readonly str?: string };
  readonly contentsObj?: { readonly str?: string };
  readonly fieldName?: string;
  readonly fieldValue?: unknown;
  readonly file?: { readonly filename?: string };
};

/** What somebody wrote onto a page, into a field of it, or hung onto it. */
function annotationTraces({ subtype, titleObj, contentsObj, fieldName, fieldValue, file }: Annotation, place: string): Trace[] {
  if (subtype === 'Widget') {
    const answer = [fieldValue].flat().filter((each) => typeof each === 'string' && each !== '' && each !== 'Off');
    return answer.length > 0 ? [{ kind: 'field', place, words: shortly(`${fieldName ?? 'field'}: ${answer.join(', ')}`) }] : [];
  }
  if (subtype === 'FileAttachment') return [{ kind: 'attachment', place, words: shortly(file?.filename ?? 'a file') }];
  const written = contentsObj?.str?.trim() ?? '';
  if (subtype === 'Link' || subtype === 'Popup' || written === '') return [];
  return [{ kind: 'comment', place, words: said(titleObj?.str?.trim() ?? '', shortly(written)) }];
}

/** The figures of a page's structure, each with whether words stand in its stead. */
function figuresIn(node: unknown, depth = 0): boolean[] {
  const { role, alt, children } = (node ?? {}) as { role?: string; alt?: string; children?: unknown[] };
  if (depth > 50) return [];
  const own = role === 'Figure' ? [Boolean(alt?.trim())] : [];
  return [...own, ...(children ?? []).flatMap((child) => figuresIn(child, depth + 1))];
}

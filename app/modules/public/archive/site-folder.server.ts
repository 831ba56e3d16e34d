import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeWholeInTime } from '#app/platform/draft-folder.server.ts';
import type { Message } from '#app/platform/message.ts';
import { conflict, invalid } from '#app/platform/problem.ts';
import { asFile, askedAs, fileOf, needsHost, relative } from './place.ts';
import { addressesIn, addressesInStyle, relinked, relinkedStyle } from './relinking.ts';

/** What the archive is made of: `ask` answers a path of ours as a visitor is answered. */
export type Site = {
  readonly ask: (path: string) => Promise<Response>;
  /** The address that people use, for what must name it. */
  readonly address: string;
  readonly name: string;
  readonly version: string;
  readonly now: Date;
};
/** What was written. `left`: own addresses that pages name and the archive does not hold, with where they stand. */
export type Written = {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly messages: readonly Message[];
};

/** Where the archive begins; everything else is found by following links, those of the map of the site too. */
const begin = [
  '/',
  '/sitemap.xml',
  '/robots.txt',
  '/updates.atom',
  '/updates.json',
  '/forum.ics',
  '/faculty.ics',
  '/publications.bib',
  '/publications.ris',
  '/publications.csl.json',
  '/ims/case/v1p1/CFDocuments',
  '/icon.svg',
];
const most = 50_000;

type Kept = { readonly file: string; readonly type: string };

/**
 * Writes the public site into a folder, whole or not at all. Refuses a folder that holds something. A link that leads nowhere is said and becomes plain words; a page that
 * fails makes the whole fail, since an archive with a hole is none.
 */
export async function writeSite(folder: string, site: Site): Promise<Written> {
  let written: Written | undefined;
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw conflict(`${folder} is not empty. Name a folder that is new, or empty.`);
    await makeParents(dirname(folder));
    await makeWholeInTime(folder, async (draft) => {
      written = await fill(join(draft, 'site'), site);
      return join(draft, 'site');
    });
  } catch (error) {
    const said = refusedBy[(error as NodeJS.ErrnoException).code ?? ''];
    throw said ? invalid(`${said(folder)} Nothing was written.`) : error;
  }
  return written!;
}

const notAFolder = (folder: string) => `${folder} is a file, or lies in one. Name a folder that is new, or empty.`;
const notOurs = (folder: string) => `${dirname(folder)} may not be written to. Name a folder where you may write.`;
const cannotBeReplaced = (folder: string) => `${folder} is a disk of its own. Name a new folder in it.`;
const cameMeanwhile = (folder: string) => `Something came into ${folder} meanwhile. Name a folder that is new, or empty.`;

/** What a file system refuses, as whoever asked for the archive can mend it. */
const refusedBy: Readonly<Record<string, (folder: string) => string>> = {
  ENOSPC: (folder) => `There is no room for the archive in ${dirname(folder)}. Make room, or name a folder on another disk.`,
  EDQUOT: (folder) => `There is no room for the archive in ${dirname(folder)}. Make room, or name a folder on another disk.`,
  ENOTDIR: notAFolder,
  EEXIST: notAFolder,
  ENOENT: notOurs,
  EACCES: notOurs,
  EPERM: notOurs,
  EROFS: notOurs,
  EBUSY: cannotBeReplaced,
  EXDEV: cannotBeReplaced,
  ENOTEMPTY: cameMeanwhile,
};

/** One after the other: asked for all at once, Node asks for ever where a file system takes no folders, as /proc. */
async function makeParents(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeParents(dirname(folder));
  await mkdir(folder).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function fill(folder: string, site: Site): Promise<Written> {
  await mkdir(folder);
  const { kept, led, messages } = await fetchAll(folder, site);
  const lead = (from: string, base: string) => (said: string) => {
    const href = asFile(said, base);
    const url = URL.parse(href, base);
    if (!url) return null;
    if (url.origin !== new URL(base).origin) return said.startsWith('//') ? url.href : said;
    const asked = askedAs(href, base);
    const target = asked === null ? undefined : kept.get(led.get(asked) ?? asked);
    return target === undefined ? null : relative(from, target.file) + url.hash;
  };
  for (const [asked, { file, type }] of kept) {
    if (!/^text\/(?:html|css)/.test(type)) continue;
    const text = await readFile(join(folder, file), 'utf8');
    const base = new URL(asked, site.address).href;
    const leads = lead(file, base);
    const rewritten = type.startsWith('text/css') ? relinkedStyle(text, leads) : relinked(text, leads, (href) => needsHost(href, base));
    await writeFile(join(folder, file), rewritten);
  }
  return describe(folder, { site, kept: [...kept.values()], messages });
}

/** Asks for everything that can be reached, a few at a time, and keeps it as it came. `led`: where an earlier address leads to. */
async function fetchAll(folder: string, site: Site) {
  const kept = new Map<string, Kept>();
  const led = new Map<string, string>();
  const absent = new Map<string, string>();
  const taken = new Map<string, string>();
  const seen = new Set(begin);
  const waiting: { asked: string; from: string }[] = begin.map((asked) => ({ asked, from: '' }));
  const found = (href: string, base: string, from: string) => {
    const asked = askedAs(href, base);
    if (asked === null || seen.has(asked)) return;
    if (seen.size >= most)
      throw invalid(`The public site has more than ${most} addresses. Something leads in a circle: ${href} on ${from}.`);
    seen.add(asked);
    waiting.push({ asked, from });
  };
  while (waiting.length > 0) {
    const now = waiting.splice(0, 8);
    const answers = await Promise.all(now.map(({ asked }) => site.ask(asked)));
    // One after the other, so that names do not rest on who answered first.
    for (const [at, { asked, from }] of now.entries()) {
      const answer = answers[at]!;
      const base = new URL(asked, site.address).href;
      const next = answer.headers.get('location');
      if (answer.status >= 300 && answer.status < 400 && next !== null) {
        await answer.body?.cancel();
        const target = askedAs(next, base);
        if (target === null) continue;
        led.set(asked, target);
        found(next, base, from);
        continue;
      }
      const isOpen = answer.headers.has('x-concord-public') || answer.headers.has('x-concord-file');
      if (answer.status !== 200 || !isOpen) {
        await answer.body?.cancel();
        if (answer.status >= 500) throw invalid(`${asked} could not be shown (${answer.status}). Nothing was written.`);
        if (answer.status === 404 && from !== '') absent.set(asked, from);
        continue;
      }
      const type = answer.headers.get('content-type') ?? 'application/octet-stream';
      const file = unlike(fileOf(asked, type), taken, asked);
      kept.set(asked, { file, type });
      await mkdir(dirname(join(folder, file)), { recursive: true });
      if (!/^text\/(?:html|css)|^application\/xml/.test(type)) {
        await pipeline(answer.body ?? [], createWriteStream(join(folder, file)));
        continue;
      }
      const text = await answer.text();
      await writeFile(join(folder, file), text);
      const named = type.startsWith('text/html')
        ? addressesIn(text)
        : type.startsWith('text/css')
          ? addressesInStyle(text)
          : [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address!.replaceAll('&amp;', '&'));
      for (const href of named) found(href, base, asked);
    }
  }
  const messages = [...absent].map(
    ([asked, from]): Message => ({
      severity: 'warning',
      path: from,
      found: `a link to ${asked}, which is not there`,
      expected: 'a page that is there',
      did: 'In the archive it is plain words.',
    }),
  );
  // In an order of their own, so that the same site makes the same archive.
  return { kept: new Map([...kept].sort(([one], [other]) => (one < other ? -1 : 1))), led, messages };
}

/** Two addresses that one name would keep, such as some that differ in capitals, stand under two. */
function unlike(file: string, taken: Map<string, string>, asked: string): string {
  const key = file.normalize('NFC').toLowerCase();
  const by = taken.get(key);
  if (by === undefined || by === asked) {
    taken.set(key, asked);
    return file;
  }
  const mark = createHash('sha256').update(asked).digest('hex').slice(0, 8);
  return file.replace(/([^/]*)$/, `${mark}/$1`);
}

async function describe(
  folder: string,
  { site, kept, messages }: { site: Site; kept: readonly Kept[]; messages: readonly Message[] },
): Promise<Written> {
  await writeFile(join(folder, 'README.txt'), readme(site));
  const files = [...kept, { file: 'README.txt', type: 'text/plain; charset=utf-8' }].sort((one, other) => (one.file < other.file ? -1 : 1));
  const listed: { path: string; bytes: number; sha256: string; type: string }[] = [];
  for (const { file, type } of files) listed.push({ path: file, ...(await measured(join(folder, file))), type });
  const manifest = {
    format: 'concord-site/1',
    name: site.name,
    address: site.address,
    made: site.now.toISOString(),
    software: { name: 'Concord', version: site.version },
    licence: licenceNote,
    check: 'sha256sum -c SHA256SUMS',
    files: listed,
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const own = await measured(join(folder, 'manifest.json'));
  const sums = [...listed, { path: 'manifest.json', ...own }].map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  await writeFile(join(folder, 'SHA256SUMS'), sums.join(''));
  return {
    pages: kept.filter(({ type }) => type.startsWith('text/html')).length,
    files: listed.length + 2,
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, own.bytes),
    sha256: own.sha256,
    messages,
  };
}

async function measured(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of createReadStream(path)) {
    hash.update(part as Buffer);
    bytes += (part as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

const licenceNote =
  'The software that made these pages, Concord, is under the Apache License 2.0. What stands on the pages belongs to those who wrote it: material of the library says its own licence, publications belong to their publishers, fonts are under the SIL Open Font License 1.1.';

function readme({ name, address, now, version }: Site): string {
  return `${name}

This folder holds the public site as it stood on ${now.toISOString().slice(0, 10)} at ${address},
written by Concord ${version}.

To read it, open index.html in a browser, or put the folder on any web server.
Nothing here needs a program or a network. Forms, search and signing in are left out.

To check that nothing is missing or changed, run in this folder:

    sha256sum -c SHA256SUMS

manifest.json names every file with its size, its kind and its hash.

${licenceNote}
`;
}

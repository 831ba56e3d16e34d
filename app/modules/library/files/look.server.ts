import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type KeptFile, keepStream } from '#app/platform/files.server.ts';
import { startOf } from '#app/platform/packed-file.server.ts';
import { makePicture } from '#app/platform/picture.server.ts';
import { Problem } from '#app/platform/problem.ts';
import { type Look, Look as LookShape, lookBounds, noLook } from './look.ts';
import { pictureTraces } from './traces.ts';

/** What was seen in a file: facts, its words for the search, and pictures of its first pages, which whoever asked places or drops. */
export type Seen = { readonly look: Look; readonly words: string; readonly previews: readonly KeptFile[] };

const Answer = z.object({
  look: LookShape,
  words: z.string().max(lookBounds.letters),
  previews: z.number().int().min(0).max(lookBounds.previews),
});
const run = promisify(execFile);
const seconds = 40;
const folders = 'concord-look-';

/** Removes the folders of looks that were killed in the middle, more than an hour ago. */
export async function dropForgottenLooks(now: Date): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const path = join(tmpdir(), name);
    const found = name.startsWith(folders) ? await stat(path).catch(() => null) : null;
    if (found && now.getTime() - found.mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

/** A command that the kernel ends by itself after so many seconds of work, also when whoever began it is killed and ends nothing any more. */
function bounded(program: string, parts: readonly string[]): [string, string[]] {
  if (process.platform === 'win32') return [program, [...parts]];
  return ['/bin/sh', ['-c', `ulimit -t ${2 * seconds}; exec "$@"`, 'sh', program, ...parts]];
}

/**
 * Looks into a file in a process of its own, with little memory, little time, no right to write but into one folder, and none to begin another process. A file that its
 * reader cannot stand is one that could not be read, never a fault of ours.
 */
export async function lookAt(path: string, extension: string): Promise<Seen> {
  if (/^(png|jpg|gif|webp)$/.test(extension)) return lookAtPicture(path);
  if (!/^(pdf|docx|pptx|txt|md|csv|vtt|srt)$/.test(extension)) return { look: noLook(), words: '', previews: [] };
  const folder = await mkdtemp(join(tmpdir(), folders));
  try {
    const { stdout } = await run(
      ...bounded(process.execPath, [
        ...['--max-old-space-size=384', '--permission', '--allow-addons', '--allow-fs-read=*', `--allow-fs-write=${folder}`],
        ...['--disable-warning=SecurityWarning', 'app/modules/library/files/looking.server.ts', path, extension, folder],
      ]),
      { timeout: seconds * 1000, killSignal: 'SIGKILL', env: {}, maxBuffer: 4 * 1024 ** 2 },
    );
    const { look, words, previews } = Answer.parse(JSON.parse(stdout));
    const kept: KeptFile[] = [];
    for (let at = 1; at <= previews; at++) kept.push(await keptPicture(join(folder, `${at}.webp`)));
    return { look, words: words.replaceAll('\0', ''), previews: kept };
  } catch {
    return {
      look: noLook('It took too long, or too much memory, to read. Save it again, smaller, and bring that.'),
      words: '',
      previews: [],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lookAtPicture(path: string): Promise<Seen> {
  try {
    const drawn = await makePicture(path, { width: 900 });
    return { look: { ...noLook(), pictures: 1, traces: pictureTraces(await endsOf(path), '') }, words: '', previews: [drawn] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { look: noLook(error.message), words: '', previews: [] };
  }
}

/** The first and the last of a picture's bytes: what it says of itself stands before or after what it shows. */
async function endsOf(path: string): Promise<Uint8Array> {
  const most = 1024 ** 2;
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.min(size, 2 * most));
  const first = Math.min(size, most);
  await file.read(bytes, 0, first, 0);
  if (size > first) await file.read(bytes, first, bytes.length - first, size - (bytes.length - first));
  return bytes;
}

/** What the process drew, where it outlives its folder. */
async function keptPicture(path: string): Promise<KeptFile> {
  if ((await startOf(path, 12)).toString('latin1', 8) !== 'WEBP') throw new Error('A picture is none.');
  return keepStream(createReadStream(path), 8 * 1024 ** 2);
}

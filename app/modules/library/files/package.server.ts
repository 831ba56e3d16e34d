import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { piecesOf } from '#app/platform/files.server.ts';
import { type LicenceId, licenceOf } from '../licences.ts';

/** A file of a package: text of ours, or bytes that lie at a path. */
export type Packed = { readonly name: string } & ({ readonly text: string } | { readonly path: string });

/** A ZIP of these files, made as it is sent, so that it takes no room and little memory. Files that were brought are packed already and go in as they are. */
export function packageStream(files: readonly Packed[], at: Date): ReadableStream {
  return Readable.toWeb(Readable.from(zipped(files, at))) as ReadableStream;
}

async function* zipped(files: readonly Packed[], at: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error) fault = error;
    else ready.push(piece);
  });
  function* taken() {
    if (fault) throw fault;
    yield* ready.splice(0);
  }
  // A ZIP knows the time of a clock on the wall and no zone; so that a version is the same bytes on every machine, it is that of Greenwich.
  const clockTime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
  for (const file of files) {
    const entry = 'text' in file ? new ZipDeflate(file.name) : new ZipPassThrough(file.name);
    entry.mtime = clockTime;
    zip.add(entry);
    if ('text' in file) entry.push(new TextEncoder().encode(file.text), true);
    else {
      for await (const piece of piecesOf(file.path, 256 * 1024)) {
        entry.push(piece);
        yield* taken();
      }
      entry.push(new Uint8Array(0), true);
    }
    yield* taken();
  }
  zip.end();
  yield* taken();
}

const spdx = createRequire(import.meta.url);

/** The whole text of a licence of Creative Commons, as the SPDX list keeps it; null of one that has none. */
export function licenceText(id: LicenceId | null): string | null {
  if (!licenceOf(id)?.deed) return null;
  const { licenseText } = spdx(`spdx-license-list/licenses/${id}.json`) as { licenseText: string };
  return `${licenseText.trim()}\n`;
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileName } from './file-name.ts';
import { missing } from './problem.ts';

/** A kept file as somebody takes it: where its bytes lie, the name it is saved under, its media type, its hash. */
export type ServedFile = { readonly path: string; readonly name: string; readonly type: string; readonly sha256: string };

/**
 * Answers with a file that somebody brought. It is saved, never shown: with these headers, and the policy that the host adds for `x-concord-file`, nothing in
 * it runs in our origin. Takes up where a download broke off (one range). Whether the reader may have it is asked before.
 */
export async function fileAnswer(request: Request, file: ServedFile): Promise<Response> {
  return answer(request, file, {
    cache: 'private, no-cache',
    disposition: `attachment; filename="${fileName(file.name)}"; filename*=UTF-8''${encoded(file.name)}`,
  });
}

/** Answers with a picture that we made ourselves (`picture.server.ts`), which a page may show. */
export async function pictureAnswer(request: Request, file: ServedFile): Promise<Response> {
  return answer(request, file, { cache: 'public, max-age=86400', disposition: 'inline' });
}

async function answer(
  request: Request,
  { path, type, sha256 }: ServedFile,
  says: { cache: string; disposition: string },
): Promise<Response> {
  const size = (await stat(path).catch(() => null))?.size;
  if (size === undefined) throw missing('This file');
  const headers: Record<string, string> = {
    'content-type': type,
    'content-disposition': says.disposition,
    'cache-control': `${says.cache}, no-transform`,
    'x-concord-file': '1',
    etag: `"${sha256}"`,
    'accept-ranges': 'bytes',
  };
  if (request.headers.get('if-none-match')?.includes(`"${sha256}"`)) return new Response(null, { status: 304, headers });
  const range = rangeOf(request.headers.get('range'), size);
  if (range === null) return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  const [start, end] = range ?? [0, size - 1];
  headers['content-length'] = String(end - start + 1);
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  const body = request.method === 'HEAD' || size === 0 ? null : (Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** The one range of a request: undefined for none (or several, which may be answered whole), null for one outside the file. */
function rangeOf(header: string | null, size: number): readonly [number, number] | null | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? [start, end] : null;
}

/** A name with every letter, as RFC 8187 wants it. */
function encoded(name: string): string {
  return encodeURIComponent(
    name
      .replace(/[/\\\p{Cc}]/gu, '-')
      .slice(0, 200)
      .toWellFormed(),
  ).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

import { createHash } from 'node:crypto';
import { config } from './config.server.ts';
import { fileName } from './file-name.ts';

/** What is answered: its text, its media type, and a name where it is to be saved rather than shown. */
export type OpenBody = {
  readonly body: string;
  readonly type: string;
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * An answer for everybody, from pages of other sites too (CORS), with an ETag of its content; 304 when the reader has it. The host keeps it for others, as it does public pages.
 */
export function openAnswer(request: Request, { body, type, name, headers: more }: OpenBody, status = 200): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = new Headers({
    ...more,
    'content-type': type,
    'cache-control': 'public, no-cache',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, link, x-total-count',
    'x-concord-public': '1',
    etag,
  });
  if (name !== undefined) headers.set('content-disposition', `attachment; filename="${fileName(name)}"`);
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (status === 200 && known?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { status, headers });
}

/** The origin that people use, as the host hands it on with every request. */
export function originOf(request: Request): string {
  return config().publicUrl ?? new URL(request.url).origin;
}

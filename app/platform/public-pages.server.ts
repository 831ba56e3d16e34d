import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

type Encoding = 'br' | 'gzip' | 'identity';
type Page = {
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  /** The body as it travels, packed when the first reader asks for it so. */
  readonly bodies: Map<Encoding, Buffer>;
};

const packed: Readonly<Record<Encoding, (body: Buffer) => Buffer>> = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (body) => gzipSync(body),
  identity: (body) => body,
};

/**
 * Public pages carry no person, so one rendering serves everybody until something public changes.
 * `answer` answers from memory (304 when the reader has it), `turn` lets one visitor at a time have a page rendered, `keep` remembers an answer that is marked public, `renew`
 * forgets all.
 * A page is kept with its origin, since it says its whole address: where no address of ours is set, a request says it, and must not say it for others.
 */
export function keepPublicPages(limit = 500) {
  const pages = new Map<string, Page>();
  const underWay = new Map<string, { readonly asOf: number; readonly isKept: Promise<void>; readonly end: () => void }>();
  let version = 1;

  return {
    get version() {
      return version;
    },
    renew() {
      version += 1;
      pages.clear();
    },
    /** Answers at once, with `headers` beside the page's own; false where nothing is kept for it. `origin` is the one that people use. */
    answer(
      request: IncomingMessage,
      response: ServerResponse,
      { origin, headers }: { origin: string; headers: Record<string, string> },
    ): boolean {
      const isHead = request.method === 'HEAD';
      const page = request.method === 'GET' || isHead ? pages.get(`${origin}${request.url}`) : undefined;
      if (!page) return false;
      const { etag } = page;
      const says = { ...headers, ...page.headers, etag, vary: 'Accept-Encoding' };
      if (isKnown(etag, request.headers['if-none-match'])) {
        response.writeHead(304, says).end();
        return true;
      }
      const encoding = encodingFor(page, request.headers['accept-encoding']);
      let body = page.bodies.get(encoding);
      if (!body) {
        body = packed[encoding](page.bodies.get('identity')!);
        page.bodies.set(encoding, body);
      }
      response.writeHead(200, { ...says, ...(encoding !== 'identity' && { 'content-encoding': encoding }), 'content-length': body.length });
      response.end(isHead ? undefined : body);
      return true;
    },
    /**
     * Resolves when a visitor's request should be looked at again, or rendered: at once for the first of its address, for others when that one is rendered. Else two hundred
     * readers of a page that was just renewed render it two hundred times. Whoever has a cookie may be somebody, whose pages nobody else waits for.
     */
    async turn(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
      if (request.method !== 'GET' || request.headers.cookie || request.url?.includes('?')) return;
      const key = `${origin}${request.url}`;
      for (let first = underWay.get(key); first; first = underWay.get(key)) {
        await first.isKept;
        // A page that is not kept is a page of its reader; what was overtaken meanwhile is rendered once more, by one of them.
        if (pages.has(key) || first.asOf === version) return;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      const own = {
        asOf: version,
        isKept: promise,
        end() {
          if (underWay.get(key) === own) underWay.delete(key);
          resolve();
        },
      };
      underWay.set(key, own);
      response.once('close', own.end);
    },
    /** An answer is about to go out, however long its reader takes: who waited for it need not wait any more. */
    goesOut({ origin, pathname }: URL): void {
      underWay.get(origin + pathname)?.end();
    },
    /** `asOf` is the version that was current before rendering began: a page that was overtaken is shown but not kept. */
    async keep({ url, method }: { url: URL; method: string }, response: Response, asOf: number): Promise<Response> {
      if (url.search || method !== 'GET' || response.status !== 200 || !response.headers.has('x-concord-public')) return response;
      const body = Buffer.from(await response.arrayBuffer());
      const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const headers = Object.fromEntries(response.headers);
      if (asOf === version) {
        if (pages.size >= limit) pages.delete(pages.keys().next().value!);
        const { 'x-concord-public': _, ...own } = headers;
        pages.set(url.origin + url.pathname, { headers: own, etag, bodies: new Map([['identity', body]]) });
      }
      return new Response(body, { headers: { ...headers, etag } });
    },
  };
}

function isKnown(etag: string, known = ''): boolean {
  return known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag.slice(2));
}

/** Pictures and the like are packed already. */
function encodingFor({ headers }: Page, accepted: string | string[] = ''): Encoding {
  if (!/^(?:text\/|application\/(?:json|[\w.-]+\+(?:json|xml)|xml))|^image\/svg/.test(headers['content-type'] ?? '')) return 'identity';
  const names = String(accepted)
    .split(',')
    .filter((each) => !/;\s*q=0(?:\.0*)?\s*$/.test(each))
    .map((each) => each.trim().split(';')[0]);
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity';
}

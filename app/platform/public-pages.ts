/** What was asked, at the address that people use. */
type Asked = { readonly url: URL; readonly method: string; readonly headers: Headers };
type Page = { readonly version: number; readonly headers: Record<string, string>; readonly body: ArrayBuffer; readonly etag: string };

/**
 * Public pages carry no person, so one rendering serves everybody until something public changes.
 * `find` answers from memory (304 when the reader has it), `keep` remembers an answer that is marked public, `renew` forgets all.
 */
export function keepPublicPages(limit = 500) {
  const pages = new Map<string, Page>();
  let version = 1;

  /** With its origin, since a page says its whole address: where no address of ours is set, a request says it, and must not say it for others. */
  function keyOf({ url, method }: Asked): string | null {
    return (method === 'GET' || method === 'HEAD') && !url.search ? url.origin + url.pathname : null;
  }
  function answer(request: Asked, { headers, body, etag }: Page): Response {
    const known = request.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    if (known?.includes(etag)) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : body, { headers });
  }
  return {
    get version() {
      return version;
    },
    renew() {
      version += 1;
      pages.clear();
    },
    find(request: Asked): Response | null {
      const key = keyOf(request);
      const page = key === null ? undefined : pages.get(key);
      return page?.version === version ? answer(request, page) : null;
    },
    /** `asOf` is the version that was current before rendering began: a page that was overtaken is shown but not kept. */
    async keep(request: Asked, response: Response, asOf: number): Promise<Response> {
      const key = keyOf(request);
      if (key === null || request.method !== 'GET' || response.status !== 200 || !response.headers.has('x-concord-public')) return response;
      const body = await response.arrayBuffer();
      const etag = `"${await hash(body)}"`;
      const headers = { ...Object.fromEntries(response.headers), etag };
      const page = { version: asOf, headers, body, etag };
      if (asOf === version) {
        if (pages.size >= limit) pages.delete(pages.keys().next().value!);
        pages.set(key, page);
      }
      return answer(request, page);
    },
  };
}

async function hash(body: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', body);
  return Buffer.from(digest).toString('base64url').slice(0, 22);
}

import { escaped } from '#app/platform/html.ts';

/** A public page for search engines: its path, and when it last changed where that is known. */
export type Listed = { readonly path: string; readonly changed?: Date | null };

/** The map of the site (sitemaps.org 0.9): every address whole, each once. */
export function sitemap(origin: string, pages: readonly Listed[]): string {
  const listed = new Map(pages.map((page) => [page.path, page]));
  const urls = [...listed.values()].map(
    ({ path, changed }) =>
      `  <url><loc>${escaped(new URL(path, origin).href)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`;
}

/** What search engines may read: the public pages, and no workspace, whose pages ask to sign in. */
export function robots(origin: string): string {
  const closed = [
    '/w/',
    '/home',
    '/sign-in',
    '/sign-out',
    '/invitation/',
    '/theme/',
    '/speaker/',
    '/places/',
    '/certificates/',
    '/occasions/',
    '/updates/confirm/',
    '/updates/leave/',
    '/search',
    '/look',
  ];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${origin}/sitemap.xml\n`;
}

/** Where a link of a page leads within the archive, as it is to stand there; null: nowhere. */
export type Lead = (href: string) => string | null;

const leading = /\s(?:href|src|srcset|action|poster|data)="([^"]*)"/g;

/** Own addresses that a page, drawn by us, names: of links, pictures, styles. */
export function addressesIn(html: string): string[] {
  return [...html.matchAll(/<(?:a|link|img|source|audio|video|track|object|area)\b[^>]*>/g)].flatMap(([tag]) =>
    isForAHost(tag) ? [] : [...tag.matchAll(leading)].map(([, href]) => read(href!)),
  );
}

/**
 * A page as it stands in an archive. React writes every attribute in double quotes with its signs escaped, so a tag ends at its first `>`. Links that lead nowhere become plain
 * words, buttons and forms are left out with a word about it, and what only a host answers or reads goes.
 */
export function relinked(html: string, lead: Lead, needsHost: (href: string) => boolean): string {
  return html
    .replace(/<li><a\b[^>]*?\shref="([^"]*)"[^>]*>[^<]*<\/a><\/li>/g, (said, href: string) => (needsHost(read(href)) ? '' : said))
    .replace(/<a\b[^>]*\sclass="button[^>]*>[\s\S]*?<\/a>/g, (said) =>
      needsHost(read(/\shref="([^"]*)"/.exec(said)?.[1] ?? '')) ? '' : said,
    )
    .replace(/<form\b[^>]*>[\s\S]*?<\/form>/g, '<p class="muted small">This part works on the living site only.</p>')
    .replace(/<link\b[^>]*>/g, (tag) => (isForAHost(tag) ? '' : tag))
    .replace(/\snonce="[^"]*"/g, '')
    .replace(/<(?:a|link|img|source|audio|video|track|object|area)\b[^>]*>/g, (tag) => {
      // What says the page's one address keeps it: the archive is a copy.
      if (/\srel="canonical"/.test(tag)) return tag;
      return tag.replace(leading, (said, href: string) => {
        const target = lead(read(href));
        return target === null ? '' : said.replace(`"${href}"`, () => `"${written(target)}"`);
      });
    });
}

/** Hints for a network, and scripts. */
function isForAHost(tag: string): boolean {
  return /^<link\b/.test(tag) && /\srel="(?:preload|modulepreload|preconnect|dns-prefetch|search|manifest)"/.test(tag);
}

/** Addresses in a style sheet. */
export function addressesInStyle(css: string): string[] {
  return [...css.matchAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g)].map(([, , href]) => href!).filter((href) => !href.startsWith('data:'));
}

/** A style sheet as it stands in an archive. */
export function relinkedStyle(css: string, lead: Lead): string {
  return css.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (said, _quote, href: string) => {
    const target = href.startsWith('data:') ? null : lead(href);
    return target === null ? said : `url(${target})`;
  });
}

function read(attribute: string): string {
  return attribute.replace(/&(amp|quot|lt|gt|#x27|#39);/g, (_, name: string) => ({ amp: '&', quot: '"', lt: '<', gt: '>' })[name] ?? "'");
}
function written(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

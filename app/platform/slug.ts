/** Words that the addresses of many lists use themselves. */
const reserved = ['about', 'adopt', 'compare', 'crosswalks', 'edit', 'import', 'imports', 'new'];
const longest = 60;

/** A short name for addresses made from a title: small letters, digits and hyphens, at most sixty signs, ended at a word. A title of none of these is `otherwise`. */
export function slugOf(title: string, otherwise: string): string {
  const whole = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (whole.length <= longest) return whole || otherwise;
  const end = whole.lastIndexOf('-', longest);
  return whole.slice(0, end > longest / 3 ? end : longest);
}

/** The short name of a title, or with `-2`, `-3` … behind it, that is neither taken nor an address of ours. */
export function freeSlug(title: string, taken: Iterable<string>, otherwise: string): string {
  const slug = slugOf(title, otherwise);
  const others = new Set([...taken, ...reserved]);
  for (let at = 1; ; at++) {
    const name = at === 1 ? slug : `${slug}-${at}`;
    if (!others.has(name)) return name;
  }
}

/** Words that addresses below /w/competencies and /frameworks use themselves. */
const reserved = ['about', 'adopt', 'compare', 'crosswalks', 'edit', 'import', 'imports', 'new'];

/** A short name for addresses made from a title: small letters, digits and hyphens, at most sixty signs. Never empty. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return plain || 'framework';
}

/** The short name of a title, or with `-2`, `-3` … behind it, that is neither taken nor an address of ours. */
export function freeSlug(title: string, taken: readonly string[]): string {
  const slug = slugOf(title);
  const others = new Set([...taken, ...reserved]);
  for (let at = 1; ; at++) {
    const name = at === 1 ? slug : `${slug}-${at}`;
    if (!others.has(name)) return name;
  }
}

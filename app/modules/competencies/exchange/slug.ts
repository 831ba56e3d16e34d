/** A short name for addresses made from a title: small letters, digits and hyphens, at most sixty signs. Never empty. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 60).replace(/-+$/, '') || 'framework';
}

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function freeName(base: string, taken: ReadonlySet<string>, join = '-'): string {
  for (let at = 1; ; at++) {
    const name = at === 1 ? base : `${base}${join}${at}`;
    if (!taken.has(name)) return name;
  }
}

/** Words that addresses below /w/competencies and /frameworks use themselves. */
export const reservedNames: readonly string[] = ['crosswalks', 'import', 'imports', 'new', 'compare'];

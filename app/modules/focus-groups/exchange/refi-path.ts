/** What a path in a project means: a file of the project, by the name its archive has for it; one elsewhere, which is never opened; or none that is there. */
export type Meant = { readonly entry: string } | { readonly why: 'elsewhere' | 'missing' };

/**
 * Finds the file of a project that a path means: `internal://NAME`, or the bare name as some programs write it, in `sources/` whatever its letters' case and wherever the
 * project lies in the archive (`folder`, ending in `/` or empty).
 */
export function meantBy(path: string, entries: readonly string[], folder: string): Meant {
  const bare = path
    .trim()
    .replace(/^internal:\/{1,3}/i, '')
    .replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare) || bare.startsWith('/') || bare.split('/').includes('..')) return { why: 'elsewhere' };
  const name = bare.replace(/^(?:\.\/)+/, '');
  for (const wanted of [`${folder}sources/${name}`, `${folder}${name}`]) {
    const same = entries.find((entry) => entry === wanted) ?? entries.find((entry) => entry.toLowerCase() === wanted.toLowerCase());
    if (same !== undefined) return { entry: same };
  }
  return { why: 'missing' };
}

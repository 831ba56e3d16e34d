/** What a path in a project means: a file of the project, by the name its archive has for it; one elsewhere, which is never opened; or none that is there. */
export type Meant = { readonly entry: string } | { readonly why: 'elsewhere' | 'missing' };

/** The names of an archive's files, by how they are written and, for who writes them otherwise, in small letters. */
export type Named = { readonly asWritten: ReadonlySet<string>; readonly inSmall: ReadonlyMap<string, string> };

/** The names of an archive's files to look in; of two that differ in the case of letters alone, small letters find the first. */
export function namedIn(entries: readonly string[]): Named {
  return { asWritten: new Set(entries), inSmall: new Map(entries.toReversed().map((name) => [name.toLowerCase(), name])) };
}

/**
 * Finds the file of a project that a path means: `internal://NAME`, or the bare name as some programs write it, in `sources/` whatever its letters' case and wherever the
 * project lies in the archive (`folder`, ending in `/` or empty).
 */
export function meantBy(path: string, { asWritten, inSmall }: Named, folder: string): Meant {
  const bare = path
    .trim()
    .replace(/^internal:\/{1,3}/i, '')
    .replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare) || bare.startsWith('/') || bare.split('/').includes('..')) return { why: 'elsewhere' };
  const name = bare.replace(/^(?:\.\/)+/, '');
  for (const wanted of [`${folder}sources/${name}`, `${folder}${name}`]) {
    const same = asWritten.has(wanted) ? wanted : inSmall.get(wanted.toLowerCase());
    if (same !== undefined) return { entry: same };
  }
  return { why: 'missing' };
}

/** The address of a version of a keyword list. */
export function versionPath({ slug, version }: { slug: string; version: number | string }): string {
  return `/w/curriculum/keywords/${slug}/${version}`;
}

/** The workspace address of a version, without its last part (`/edit`, `/about`, `/adopt`). */
export function versionBase({ slug, number }: { slug: string; number: string }): string {
  return `/w/competencies/${slug}/${encodeURIComponent(number)}`;
}

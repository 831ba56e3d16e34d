/** Where a published fact comes from, as a link; nothing when no source is known. */
export function Source({ of: { sourceTitle, sourceUrl } }: { of: { sourceTitle: string | null; sourceUrl: string | null } }) {
  if (sourceTitle === null) return null;
  return sourceUrl === null ? sourceTitle : <a href={sourceUrl}>{sourceTitle}</a>;
}

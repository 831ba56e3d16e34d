/** Where a published fact comes from; nothing where it is our own. */
export function Cited({ of: { sourceTitle, sourceUrl } }: { of: { sourceTitle: string | null; sourceUrl: string | null } }) {
  if (sourceTitle === null) return null;
  return <p className="source">Source: {sourceUrl === null ? sourceTitle : <a href={sourceUrl}>{sourceTitle}</a>}.</p>;
}

import { datedInWords } from '../dated.ts';

type Listed = { slug: string; title: string; summary: string; dated: string; isSample: boolean };

/** Updates for reading, the newest first; short: titles and dates alone. */
export function UpdateList({ updates, isShort }: { updates: readonly Listed[]; isShort?: boolean }) {
  return (
    <ul className="news">
      {updates.map(({ slug, title, summary, dated, isSample }) => (
        <li key={slug}>
          <a href={`/updates/${slug}`}>{title}</a>
          {summary && !isShort && <p>{summary}</p>}
          <p className="muted small num">
            {datedInWords(dated)}
            {isSample && ', invented for the sample'}
          </p>
        </li>
      ))}
    </ul>
  );
}

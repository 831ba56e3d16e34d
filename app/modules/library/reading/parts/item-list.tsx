import type { ItemKind } from '../../schema.ts';
import { durationWords, kindWords } from '../../words.ts';

type Listed = { readonly slug: string; readonly title: string; readonly kind: ItemKind; readonly minutes: number | null };

/** Items as a short list of links, where another page names them. */
export function ItemList({ items }: { items: readonly Listed[] }) {
  return (
    <ul className="names">
      {items.map(({ slug, title, kind, minutes }) => (
        <li key={slug}>
          <a href={`/library/${slug}`}>{title}</a>{' '}
          <span className="muted small">{[kindWords[kind], durationWords(minutes)].filter(Boolean).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}

import { ProseParts } from '#app/ui/prose.tsx';
import type { Changed } from '../lesson.ts';

/** What differs between two texts, part by part: words that were taken out are struck through, new ones underlined. */
export function Changes({ parts }: { parts: readonly Changed[] }) {
  if (parts.length === 0) return <p className="muted">Nothing differs.</p>;
  return (
    <dl className="facts versus">
      {parts.map(({ part, blocks }) => (
        <div key={part}>
          <dt>{part}</dt>
          <dd className="wrap-anywhere">
            <ProseParts parts={blocks} from={4} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

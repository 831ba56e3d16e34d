import { partsOf } from '#app/platform/markdown.ts';
import { partsBetween } from '#app/platform/markdown-difference.ts';
import { ProseParts } from '#app/ui/prose.tsx';

/** What left a text and what came into it, as its readers see it. */
export function Difference({ before, after }: { before: string; after: string }) {
  if (before === after) return <p className="muted">The text is the same.</p>;
  return (
    <div className="versus">
      <ProseParts parts={partsBetween(partsOf(before), partsOf(after))} from={3} />
    </div>
  );
}

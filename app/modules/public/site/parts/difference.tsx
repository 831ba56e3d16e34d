import { Fragment } from 'react';
import type { differenceOf } from '../difference.ts';

/** What changed in a text: taken out struck through, put in underlined, in words too for whoever hears the page. */
export function Difference({ of }: { of: ReturnType<typeof differenceOf> }) {
  if (of.length === 0) return <p className="muted">The text is the same.</p>;
  return (
    <div className="difference">
      {of.map(({ runs, isGap }, at) =>
        isGap ? (
          // A list of parts that stands for good.
          <p key={String(at)} className="muted" role="note" aria-label="Paragraphs that stayed are left out here">
            …
          </p>
        ) : (
          <p key={String(at)} className="lines">
            {runs.map(({ kind, text }, place) => {
              const key = String(place);
              if (kind === 'same') return <Fragment key={key}>{text}</Fragment>;
              return kind === 'added' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>;
            })}
          </p>
        ),
      )}
    </div>
  );
}

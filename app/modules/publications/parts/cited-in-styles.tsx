import { styles } from '../citation.ts';
import type { PublicationRecord } from '../record.ts';
import { Citation } from './citation.tsx';

/** How a publication is cited, or whatever else has its facts, in each style. */
export function CitedInStyles({ record }: { record: PublicationRecord }) {
  return Object.entries(styles).map(([style, { name, title: of, cite }]) => (
    <div key={style}>
      <h3>
        {name} <span className="muted small">{of}</span>
      </h3>
      <p className="citation">
        <Citation runs={cite(record)} />
      </p>
    </div>
  ));
}

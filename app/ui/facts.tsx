import type { ReactNode } from 'react';

type Fact = readonly [name: string, fact: ReactNode];

/** Named facts in a list of pairs. A fact that is undefined or null is left out; names may stand twice. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, fact]) => fact !== undefined && fact !== null)
        .map(([name, fact]) => (
          <div key={`${name} ${fact}`}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </dl>
  );
}

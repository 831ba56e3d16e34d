import type { ReactNode } from 'react';

/** What a figure means; the same words as in docs/definitions.md. */
export type DefinitionProps = {
  term: string;
  meaning: ReactNode;
  unit: string;
  denominator?: string;
  formula?: string;
  source?: ReactNode;
};

/** The definition of a figure, on demand: what it means, its unit, its denominator, how it is computed, and where that comes from. */
export function Definition({ term, meaning, unit, denominator, formula, source }: DefinitionProps) {
  const facts: [string, ReactNode][] = [
    ['Means', meaning],
    ['Unit', unit],
    ['Out of', denominator],
    ['Computed as', formula],
    ['Source', source],
  ];
  return (
    <details className="definition">
      <summary>Definition of {term}</summary>
      <dl className="facts">
        {facts
          .filter(([, fact]) => fact !== undefined)
          .map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}

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
export function Definition(definition: DefinitionProps) {
  return (
    <details className="definition">
      <summary>Definition of {definition.term}</summary>
      <Facts {...definition} />
    </details>
  );
}

/** The definitions of several figures in one list, on demand. */
export function Definitions({ definitions }: { definitions: readonly DefinitionProps[] }) {
  return (
    <details className="definition">
      <summary>Definitions</summary>
      {definitions.map((definition) => (
        <div key={definition.term}>
          <p className="definition-term">{definition.term}</p>
          <Facts {...definition} />
        </div>
      ))}
    </details>
  );
}

function Facts({ meaning, unit, denominator, formula, source }: Omit<DefinitionProps, 'term'>) {
  const facts: [string, ReactNode][] = [
    ['Means', meaning],
    ['Unit', unit],
    ['Out of', denominator],
    ['Computed as', formula],
    ['Source', source],
  ];
  return (
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
  );
}

import type { ReactNode } from 'react';
import type { Definition as Figure } from '#app/platform/definition.ts';
import { Facts } from './facts.tsx';

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
      <Meaning {...definition} />
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
          <Meaning {...definition} />
        </div>
      ))}
    </details>
  );
}

/** The same, of the figures of a module, as `docs/definitions.md` has them. */
export function Defined({ figures }: { figures: readonly Figure[] }) {
  return (
    <Definitions
      definitions={figures.map(({ definition, denominator, ...words }) => ({
        ...words,
        meaning: definition,
        denominator: denominator ?? undefined,
      }))}
    />
  );
}

function Meaning({ meaning, unit, denominator, formula, source }: Omit<DefinitionProps, 'term'>) {
  return (
    <Facts
      facts={[
        ['Means', meaning],
        ['Unit', unit],
        ['Out of', denominator],
        ['Computed as', formula],
        ['Source', source],
      ]}
    />
  );
}

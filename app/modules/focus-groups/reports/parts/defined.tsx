import { definitionOf } from '#app/platform/definition.ts';
import { Definitions } from '#app/ui/definition.tsx';
import { agreementDefinitions } from '../../agreement/definitions.ts';
import { reportDefinitions } from '../definitions.ts';

const all = [...agreementDefinitions, ...reportDefinitions] as const;

/** The definitions of these figures, on demand. */
export function Defined({ figures }: { figures: readonly (typeof all)[number]['id'][] }) {
  return <Definitions definitions={figures.map(wordsOf)} />;
}

function wordsOf(id: string) {
  const { term, definition, unit, denominator, formula, source } = definitionOf(all, id);
  return { term, meaning: definition, unit, denominator: denominator ?? undefined, formula, source };
}

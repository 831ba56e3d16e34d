import { definitionOf } from '#app/platform/definition.ts';
import { Definitions } from '#app/ui/definition.tsx';
import { type FocusGroupFigure, focusGroupDefinitions } from '../definitions.ts';

/** The definitions of these figures, on demand. */
export function Defined({ figures }: { figures: readonly FocusGroupFigure[] }) {
  const words = figures.map((id) => {
    const { term, definition, unit, denominator, formula, source } = definitionOf(focusGroupDefinitions, id);
    return { term, meaning: definition, unit, denominator: denominator ?? undefined, formula, source };
  });
  return <Definitions definitions={words} />;
}

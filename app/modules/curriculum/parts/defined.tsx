import { definitionOf } from '#app/platform/definition.ts';
import { Definitions } from '#app/ui/definition.tsx';
import { type CurriculumFigure, curriculumDefinitions } from '../definitions.ts';

/** What a figure of the curriculum means, as a `Definition` takes it. */
export function wordsOfFigure(id: CurriculumFigure) {
  const { term, definition, unit, denominator, formula, source } = definitionOf(curriculumDefinitions, id);
  return { term, meaning: definition, unit, denominator: denominator ?? undefined, formula, source };
}

/** The definitions of these figures, on demand. */
export function Defined({ figures }: { figures: readonly CurriculumFigure[] }) {
  return <Definitions definitions={figures.map(wordsOfFigure)} />;
}

import { definitionOf } from '#app/platform/definition.ts';
import { Defined as OnDemand } from '#app/ui/definition.tsx';
import { type FocusGroupFigure, focusGroupDefinitions } from '../definitions.ts';

/** The definitions of these figures, on demand. */
export function Defined({ figures }: { figures: readonly FocusGroupFigure[] }) {
  return <OnDemand figures={figures.map((id) => definitionOf(focusGroupDefinitions, id))} />;
}

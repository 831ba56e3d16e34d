/** Where a turn stands in its text (UTF-16 units). */
type Spoken = { readonly begins: number; readonly ends: number };
/** A part of a long text: the turns from `first` to before `after`, and the units that they take. */
export type Part = { readonly first: number; readonly after: number; readonly begins: number; readonly ends: number };

/** So many units are drawn at once: about four thousand words, twenty minutes of talk. */
export const unitsAtOnce = 24_000;

/** A text in parts of whole turns; a turn that is longer than a part is one of its own. Turns stand in their order. */
export function partsOf(turns: readonly Spoken[], size: number = unitsAtOnce): Part[] {
  const parts: Part[] = [];
  for (const [at, { begins, ends }] of turns.entries()) {
    const part = parts.at(-1);
    if (part && ends - part.begins <= size) parts[parts.length - 1] = { ...part, after: at + 1, ends };
    else parts.push({ first: at, after: at + 1, begins, ends });
  }
  return parts;
}

/** What the address of a text ends in, so that it opens at this turn (its position, from 0). */
export function atTurn(position: number | null): string {
  return position === null ? '' : `?turn=${position}#turn-${position}`;
}

/** The part in which a turn stands, or the nearest; undefined for a text without turns. */
export function partWith(parts: readonly Part[], turn: number): Part | undefined {
  return parts.find(({ after }) => turn < after) ?? parts.at(-1);
}

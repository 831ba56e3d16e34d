/** A passage [begins, ends) in UTF-16 units, with what it is called by. */
export type Marked = { readonly id: string; readonly begins: number; readonly ends: number };
/** A stretch between two neighbouring borders, with everything that covers it, in the order in which it began. */
export type Stretch = { readonly begins: number; readonly ends: number; readonly ids: readonly string[] };

/**
 * Overlapping and nested passages as stretches that do not overlap: every border is met once, so that a text with many codings is drawn from its start to its end.
 * Stretches that nothing covers are left out. Time grows with the borders and with what covers each stretch.
 */
export function stretchesOf(passages: readonly Marked[]): Stretch[] {
  const opening = passages
    .filter(({ begins, ends }) => ends > begins)
    .sort((one, other) => one.begins - other.begins || other.ends - one.ends);
  const borders = [...new Set(opening.flatMap(({ begins, ends }) => [begins, ends]))].sort((one, other) => one - other);
  const stretches: Stretch[] = [];
  let covering: Marked[] = [];
  let next = 0;
  for (const [at, begins] of borders.entries()) {
    covering = covering.filter(({ ends }) => ends > begins);
    for (; next < opening.length && opening[next]!.begins === begins; next++) covering.push(opening[next]!);
    const ends = borders[at + 1];
    if (ends !== undefined && covering.length > 0) stretches.push({ begins, ends, ids: covering.map(({ id }) => id) });
  }
  return stretches;
}

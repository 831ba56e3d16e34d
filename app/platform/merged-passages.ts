/**
 * One list of the passages, each [start, end), that several layers found in a text, by position. Where two overlap the surer layer's stands (the lists come with the surest first), widened to both,
 * so that no part of a name is left standing.
 */
export function mergedPassages<Passage extends { readonly start: number; readonly end: number }>(
  layers: readonly (readonly Passage[])[],
): Passage[] {
  const all = layers.flatMap((passages, layer) => passages.map((passage) => ({ passage, layer, start: passage.start, end: passage.end })));
  all.sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: typeof all = [];
  for (const found of all) {
    const last = merged.at(-1);
    if (!last || found.start >= last.end) merged.push(found);
    else {
      const surer = found.layer < last.layer ? found : last;
      merged[merged.length - 1] = { ...surer, start: last.start, end: Math.max(last.end, found.end) };
    }
  }
  return merged.map(({ passage, start, end }) => ({ ...passage, start, end }));
}

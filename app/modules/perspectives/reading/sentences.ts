/** A place [begins, ends) in a text, in UTF-16 units. */
export type Place = { readonly begins: number; readonly ends: number };

/** The sentences of a text with where they stand, without the blanks between them. A line is a sentence of its own. */
export function sentencesOf(text: string): Place[] {
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text);
  return [...segments].flatMap(({ segment, index }) => {
    const begins = index + segment.length - segment.trimStart().length;
    const ends = index + segment.trimEnd().length;
    return ends > begins ? [{ begins, ends }] : [];
  });
}

/** Chosen sentences (by number) as places: neighbours become one, numbers that name nothing are left out. */
export function placesOf(text: string, chosen: readonly number[]): Place[] {
  const all = sentencesOf(text);
  const places: Place[] = [];
  let before = -2;
  for (const at of [...new Set(chosen)].sort((one, other) => one - other)) {
    const sentence = all[at];
    if (!sentence) continue;
    if (at === before + 1) places[places.length - 1] = { begins: places.at(-1)!.begins, ends: sentence.ends };
    else places.push(sentence);
    before = at;
  }
  return places;
}

/** A text in pieces, each with the numbers of the marks that it stands in. */
export type Piece = { readonly text: string; readonly begins: number; readonly marks: readonly number[] };
/** A text cut wherever a mark begins or ends; all pieces together are the text. */
export function piecesOf(text: string, marks: readonly Place[]): Piece[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ begins, ends }) => [begins, ends])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((one, other) => one - other);
  return cuts.slice(0, -1).map((begins, at) => {
    const ends = cuts[at + 1]!;
    return {
      text: text.slice(begins, ends),
      begins,
      marks: marks.flatMap((mark, number) => (mark.begins < ends && mark.ends > begins ? [number] : [])),
    };
  });
}

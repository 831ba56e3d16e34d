/** How a file counts the ends of lines: as they stand in it, each as one, or each as two. */
export type LineEnds = 'as written' | 'one' | 'two';

/** A text with LF line ends, no byte order mark and nothing that cannot be kept. */
export function plainText(written: string): string {
  return unmarked(written).replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').toWellFormed();
}

/** The same without a byte order mark. */
export function unmarked(written: string): string {
  return written.startsWith('\ufeff') ? written.slice(1) : written;
}

/**
 * For each position that a file may name, counted in Unicode code points of the text as written, without a byte order mark, the UTF-16 unit of the plain text. The last is
 * that of the text's end.
 */
export function placesIn(written: string, lineEnds: LineEnds): Uint32Array {
  const text = unmarked(written);
  const places = new Uint32Array(text.length * (lineEnds === 'two' ? 2 : 1) + 1);
  let position = 0;
  let unit = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    places[position++] = unit;
    if (letter === 13 || letter === 10) {
      const isPair = letter === 13 && text.charCodeAt(at + 1) === 10;
      if (isPair) at += 1;
      unit += 1;
      // Between the two halves of a line end, what begins there begins with the next line, and what ends there holds this one's end.
      if (lineEnds === 'two' || (isPair && lineEnds === 'as written')) places[position++] = unit;
      continue;
    }
    const isLarge = letter >= 0xd800 && letter <= 0xdbff && isLow(text.charCodeAt(at + 1));
    if (isLarge) at += 1;
    unit += isLarge ? 2 : 1;
  }
  places[position] = unit;
  return places.subarray(0, position + 1);
}

/** For places of a text in UTF-16 units, in any order, how many code points stand before each. */
export function codePointsAt(text: string, units: readonly number[]): Map<number, number> {
  const points = new Map<number, number>();
  const wanted = [...new Set(units)].sort((a, b) => a - b);
  let unit = 0;
  let point = 0;
  for (const each of wanted) {
    while (unit < each && unit < text.length) {
      const letter = text.charCodeAt(unit);
      unit += letter >= 0xd800 && letter <= 0xdbff && isLow(text.charCodeAt(unit + 1)) ? 2 : 1;
      point += 1;
    }
    points.set(each, point);
  }
  return points;
}

function isLow(letter: number): boolean {
  return letter >= 0xdc00 && letter <= 0xdfff;
}

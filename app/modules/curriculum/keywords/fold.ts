const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
};
const ignored = /^[\p{M}\p{Cf}]$/u;
const word = /^[\p{L}\p{N}_]+$/u;

/**
 * What one UTF-16 unit counts as when words are compared: its lower-case letters or digits without accents (`É` is `e`, `ﬁ` is `fi`),
 * '' for what separates words (apostrophes and every hyphen too), null for what is not there at all (combining accents, soft hyphens).
 * Halves of surrogate pairs separate.
 */
function foldUnit(unit: string): string | null {
  if (ignored.test(unit)) return null;
  // Twice, since a capital can decompose only after it became a small letter (İ).
  const plain = unit.normalize('NFKD').toLowerCase().normalize('NFKD');
  const folded =
    plain === unit ? (letters[unit] ?? unit) : plain.replace(/\p{M}/gu, '').replace(/./gu, (letter) => letters[letter] ?? letter);
  return word.test(folded) ? folded : '';
}

let table: readonly (string | null)[] | undefined;

/** `foldUnit` of every UTF-16 unit, by its code; made once, at the first use. */
export function foldTable(): readonly (string | null)[] {
  table ??= Array.from({ length: 0x10000 }, (_, code) => foldUnit(String.fromCharCode(code)));
  return table;
}

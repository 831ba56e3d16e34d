import type { Tally } from './inventory-tally.ts';

const oneYear = 'The curriculum of one school in one year';
const fewMethods = 'The instructional and assessment methods of the standard, and a few of the school’s own';
/** What memory grows with, each far beyond any school's year. */
const bounds: ReadonlyArray<{ count: (tally: Tally) => number; most: number; what: string; expected: string }> = [
  { count: (tally) => tally.events(), most: 200_000, what: 'events', expected: oneYear },
  { count: (tally) => tally.size(), most: 1_000_000, what: 'ids and references', expected: oneYear },
  { count: (tally) => tally.characters(), most: 32_000_000, what: 'characters of ids and titles', expected: oneYear },
  { count: (tally) => tally.methods(), most: 5_000, what: 'different methods', expected: fewMethods },
];

/** Why a file holds more than any curriculum, whatever its format; null while it does not. */
export function tooMuchIn(tally: Tally): { found: string; expected: string } | null {
  for (const { count, most, what, expected } of bounds)
    if (count(tally) > most) return { found: `More than ${most.toLocaleString('en-US')} ${what}`, expected };
  return null;
}

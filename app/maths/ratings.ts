/** What coders answered: one row a coder, one column a unit, null where a coder gave no answer. */
export type Ratings = readonly (readonly (string | null)[])[];

/** A statistic, or null with the reason why it is not defined for these ratings. It is never 0 or 1 for want of anything to measure. */
export type Measure = { readonly value: number; readonly why?: undefined } | { readonly value: null; readonly why: string };

/** Why nothing is defined of ratings in which nobody answers what another does. */
export const noPair = 'no unit has answers of two coders';

/** A measure that has a value. */
export function measured(value: number): Measure {
  return { value };
}

/** A measure that is not defined here, and why, as a sentence without its full stop. */
export function unmeasured(why: string): Measure {
  return { value: null, why };
}

/** The answers that each unit got, in the order of the coders, missing ones left out. Rows may differ in length: what a row lacks is missing. */
export function answersByUnit(ratings: Ratings): string[][] {
  const units = ratings.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: units }, (_, unit) => ratings.flatMap((row) => row[unit] ?? []));
}

/** How often each value is there. */
export function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Whole minutes, from the least to the most; both are the same when they are exact. */
export type MinuteRange = { readonly least: number; readonly most: number };

/**
 * Whole minutes of an activity: what one student sits through, and what the school teaches, parallel groups counted. Null is unknown, 0 is a stated zero.
 * Where a most stands beside them they are an estimate, and then the least of it.
 */
export type Minutes = {
  readonly learnerMinutes: number | null;
  readonly learnerMinutesMost?: number | null;
  readonly deliveredMinutes: number | null;
  readonly deliveredMinutesMost?: number | null;
};

/** Whose minutes: one student's, or the school's. */
export type Whose = 'learner' | 'delivered';

/** The range of one kind of minutes; null when nobody stated any. */
export function rangeOf(minutes: Minutes, whose: Whose): MinuteRange | null {
  const least = whose === 'learner' ? minutes.learnerMinutes : minutes.deliveredMinutes;
  if (least === null) return null;
  return { least, most: (whose === 'learner' ? minutes.learnerMinutesMost : minutes.deliveredMinutesMost) ?? least };
}

/** The sum of ranges, the unknown ones left out: at least all the leasts, at most all the mosts. Null when every one of some is unknown. */
export function sumOf(ranges: readonly (MinuteRange | null)[]): MinuteRange | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0 && ranges.length > 0) return null;
  return known.reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }), { least: 0, most: 0 });
}

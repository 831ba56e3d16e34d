/** Where a number of students lies, both ends counted. */
export type Interval = { readonly atLeast: number; readonly atMost: number };

/** What an interval says of a cohort whose own size is `of`: "fewer than 10", "20 to 29", "30 or more"; in a cohort too small to tell anything, that. */
export function intervalWords({ atLeast, atMost }: Interval, of: Interval): string {
  const isTop = atMost >= of.atMost;
  if (atLeast === 0 && isTop) return 'Not told: too few';
  if (atLeast === 0) return `Fewer than ${atMost + 1}`;
  return isTop ? `${atLeast} or more` : sizeWords({ atLeast, atMost });
}

/** The size of a cohort in words: "40 to 49". */
export function sizeWords({ atLeast, atMost }: Interval): string {
  return `${atLeast} to ${atMost}`;
}

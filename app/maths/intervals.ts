/** A share of 0 to 1 and the two ends of its interval. */
export type ShareInterval = { readonly share: number; readonly lower: number; readonly upper: number };

/**
 * The share of successes with the 95 % score interval of Wilson (1927), without continuity correction: method 3 of Newcombe, "Two-sided confidence
 * intervals for the single proportion", Statistics in Medicine 17 (1998) 857–872. Null when nothing was tried. Throws a `RangeError` for counts that cannot be.
 */
export function wilsonInterval(successes: number, tried: number): ShareInterval | null {
  if (!Number.isInteger(successes) || !Number.isInteger(tried) || successes < 0 || successes > tried)
    throw new RangeError(`${successes} of ${tried} is no share.`);
  return tried === 0 ? null : scored(successes / tried, tried);
}

/**
 * The same interval where those tried were drawn without replacement from a known number of all: the score test is inverted with the variance of that draw,
 * P(1−P)/n · (N−n)/(N−1) (Cochran, Sampling Techniques, 3rd edition 1977, section 3.2), which is Wilson's interval with n(N−1)/(N−n) tried. Its ends leave room for what was
 * seen itself; once all were tried it is the share alone. Null when nothing was tried. Throws a `RangeError` for counts that cannot be.
 */
export function finiteInterval(successes: number, tried: number, all: number): ShareInterval | null {
  if (!Number.isInteger(all) || tried > all) throw new RangeError(`${tried} of ${all} cannot be tried.`);
  const unlimited = wilsonInterval(successes, tried);
  if (unlimited === null) return null;
  const { share } = unlimited;
  if (tried === all) return { share, lower: share, upper: share };
  const { lower, upper } = scored(share, (tried * (all - 1)) / (all - tried));
  return { share, lower: Math.max(lower, successes / all), upper: Math.min(upper, (all - tried + successes) / all) };
}

function scored(share: number, tried: number): ShareInterval {
  const z = 1.959963984540054;
  const middle = 2 * share * tried + z * z;
  const reach = z * Math.sqrt(z * z + 4 * share * tried * (1 - share));
  const whole = 2 * (tried + z * z);
  return { share, lower: Math.max(0, (middle - reach) / whole), upper: Math.min(1, (middle + reach) / whole) };
}

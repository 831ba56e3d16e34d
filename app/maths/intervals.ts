/** A share of 0 to 1 and the two ends of its interval. */
export type ShareInterval = { readonly share: number; readonly lower: number; readonly upper: number };

/**
 * The share of successes with the 95 % score interval of Wilson (1927), without continuity correction: method 3 of Newcombe, "Two-sided confidence
 * intervals for the single proportion", Statistics in Medicine 17 (1998) 857–872. Null when nothing was tried. Throws a `RangeError` for counts that cannot be.
 */
export function wilsonInterval(successes: number, tried: number): ShareInterval | null {
  if (!Number.isInteger(successes) || !Number.isInteger(tried) || successes < 0 || successes > tried)
    throw new RangeError(`${successes} of ${tried} is no share.`);
  if (tried === 0) return null;
  const z = 1.959963984540054;
  const share = successes / tried;
  const middle = 2 * successes + z * z;
  const reach = z * Math.sqrt(z * z + 4 * successes * (1 - share));
  const whole = 2 * (tried + z * z);
  return { share, lower: Math.max(0, (middle - reach) / whole), upper: Math.min(1, (middle + reach) / whole) };
}

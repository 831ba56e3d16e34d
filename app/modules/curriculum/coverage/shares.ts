/**
 * Minutes of activities that are each linked to `among` competencies, so that one competency is attributed `minutes / among` of them.
 * A sum of shares keeps the divisions undone: it is exact, and it says where the figure comes from.
 */
export type Share = { readonly among: number; readonly minutes: number };

/** The exact sum of shares as a fraction in minutes; not reduced. */
function exactMinutes(shares: readonly Share[]): { numerator: bigint; denominator: bigint } {
  let numerator = 0n;
  let denominator = 1n;
  for (const { among, minutes } of shares) {
    numerator = numerator * BigInt(among) + BigInt(minutes) * denominator;
    denominator *= BigInt(among);
  }
  return { numerator, denominator };
}

/** The minutes of shares as a number, rounded once (to the nearest double) and only here: for display, never for comparing. */
export function attributedMinutes(shares: readonly Share[]): number {
  const { numerator, denominator } = exactMinutes(shares);
  return Number(numerator / denominator) + Number(numerator % denominator) / Number(denominator);
}

/** Below zero, zero or above zero as `a` is less than, exactly equal to or more than `b`. */
export function compareShares(a: readonly Share[], b: readonly Share[]): number {
  const left = exactMinutes(a);
  const right = exactMinutes(b);
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A fraction of whole numbers, exact however large they are. `under` is above zero; it need not be in lowest terms. */
export type Fraction = { readonly over: bigint; readonly under: bigint };

/** `over` parts of `under`. Throws when `under` is not above zero. */
export function fraction(over: bigint | number, under: bigint | number = 1): Fraction {
  const [top, bottom] = [BigInt(over), BigInt(under)];
  if (bottom <= 0n) throw new RangeError('A fraction is of something above zero.');
  return { over: top, under: bottom };
}

/** The sum, in lowest terms so that many may be added. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return lowest(a.over * b.under + b.over * a.under, a.under * b.under);
}
/** The product, in lowest terms. */
export function times(a: Fraction, b: Fraction): Fraction {
  return lowest(a.over * b.over, a.under * b.under);
}
/** Below zero when `a` is the smaller, zero when they are the same. */
export function compared(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
/** The whole number at or below. */
export function floor({ over, under }: Fraction): number {
  const whole = over / under;
  return Number(over % under < 0n ? whole - 1n : whole);
}
/** The whole number at or above. */
export function ceiling({ over, under }: Fraction): number {
  return 0 - floor({ over: -over, under });
}
/** The nearest number that a computer has, for drawing. */
export function asNumber({ over, under }: Fraction): number {
  return Number(over) / Number(under);
}

function lowest(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { over: over / a, under: under / a } : { over, under };
}

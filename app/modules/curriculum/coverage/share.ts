/** A part of a whole, kept as two whole numbers: nothing is rounded before it is compared. */
export type Part = { readonly part: number; readonly of: number };

/** The percentage with one decimal, a half rounded up from the whole numbers: 55 of 122 is `45.1 %`. Of nothing there is no share: `undefined`. */
export function percent({ part, of }: Part): string {
  if (of === 0) return 'undefined';
  const tenths = Math.floor((2000 * part + of) / (2 * of));
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}

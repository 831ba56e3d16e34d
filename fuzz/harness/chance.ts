/** Chance that can be repeated: the same numbers for the same seed. */
export type Chance = {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** True one time in `times`. */
  oneIn(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
};

/** The generator named mulberry32, by Tommy Ettinger (public domain): small, fast, and good enough to choose what to break. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneIn: (times) => below(times) === 0, pick: (items) => items[below(items.length)]! };
}

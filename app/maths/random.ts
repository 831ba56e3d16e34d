/** A source of numbers in [0, 1). */
export type Random = () => number;

/** The same numbers for the same seed, wherever it runs: mulberry32 (Ettinger 2017, public domain). Not for secrets. The seed is read as a 32-bit integer. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in a random order, every order as likely as another (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/**
 * How many of n tries succeed with this chance each. Exact up to a variance of 100 (one geometric wait after another); beyond it the rounded normal
 * distribution, whose error is far below that of any bootstrap.
 */
export function binomial(tries: number, chance: number, random: Random): number {
  if (chance > 0.5) return tries - binomial(tries, 1 - chance, random);
  if (tries <= 0 || chance <= 0) return 0;
  const variance = tries * chance * (1 - chance);
  if (variance > 100) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(tries, Math.max(0, Math.round(tries * chance + normal * Math.sqrt(variance))));
  }
  const wait = Math.log1p(-chance);
  let [at, found] = [0, 0];
  for (;;) {
    at += Math.floor(Math.log(1 - random()) / wait) + 1;
    if (at > tries) return found;
    found++;
  }
}

import { normalBelow } from './student.ts';

/**
 * What becomes of pairs that did not change: `pratt` ranks them with the others and then leaves their ranks out (Pratt, J Am Stat Assoc 1959;54:655-667); `wilcoxon` leaves them out
 * before ranking (Wilcoxon 1945; so does R). With ordered words many do not change, and then Pratt's is the steadier one.
 */
export type Zeros = 'pratt' | 'wilcoxon';

/** A signed-rank test. What is not defined is null and has its reason in `why`, as a sentence without its full stop. */
export type SignedRank = {
  readonly n: number;
  readonly zeros: number;
  /** The ranks of what rose and of what fell, summed; R's V is `up`. */
  readonly up: number;
  readonly down: number;
  readonly p: number | null;
  /** One-sided: that what rose weighs so much or more. */
  readonly pUp: number | null;
  /** (up − down) ÷ (up + down): matched-pairs rank-biserial correlation (Kerby, Compr Psychol 2014;3:11.IT.3.1). */
  readonly rankBiserial: number | null;
  readonly method: 'exact' | 'normal';
  readonly why: string | null;
};

/** From here on the normal approximation is as good, and the exact distribution slow. */
const mostExact = 200;

/**
 * The signed-rank test of Wilcoxon (Biometrics Bull 1945;1:80-83), two-sided unless said. The null distribution is exact, also with ties and zeros: each rank as it stands (ties share theirs)
 * has either sign with the same chance. Over 200 changes it is normal, with Σ rank² ÷ 4 as its variance and half a step of correction. Differences that agree to twelve digits are tied.
 */
export function signedRank(differences: readonly number[], zeros: Zeros = 'pratt'): SignedRank {
  const told = differences.map((each) => Number(each.toPrecision(12)));
  const unchanged = told.filter((each) => each === 0).length;
  const ranked = doubledRanks(zeros === 'pratt' ? told : told.filter((each) => each !== 0)).filter(({ value }) => value !== 0);
  const ranks = ranked.map(({ rank }) => rank);
  const up = ranked.reduce((sum, { value, rank }) => sum + (value > 0 ? rank : 0), 0);
  const all = ranks.reduce((sum, rank) => sum + rank, 0);
  const method = ranks.length <= mostExact ? 'exact' : 'normal';
  const counted = { n: told.length, zeros: unchanged, up: up / 2, down: (all - up) / 2, method } as const;
  if (ranks.length === 0)
    return { ...counted, p: null, pUp: null, rankBiserial: null, why: told.length === 0 ? 'there is no pair' : 'nobody’s answer changed' };
  const atLeast = method === 'exact' ? exactlyAtLeast(ranks) : normallyAtLeast(ranks);
  const p = Math.min(1, 2 * Math.min(atLeast(up), atLeast(all - up)));
  return { ...counted, p, pUp: atLeast(up), rankBiserial: (2 * up - all) / all, why: null };
}

/** Each value with twice its rank by size (1 is the smallest), a whole number also where ties share the mean of theirs. */
function doubledRanks(values: readonly number[]): { value: number; rank: number }[] {
  const sorted = values.toSorted((one, other) => Math.abs(one) - Math.abs(other));
  const [first, last] = [new Map<number, number>(), new Map<number, number>()];
  for (const [at, value] of sorted.entries()) {
    const size = Math.abs(value);
    if (!first.has(size)) first.set(size, at + 1);
    last.set(size, at + 1);
  }
  return sorted.map((value) => ({ value, rank: first.get(Math.abs(value))! + last.get(Math.abs(value))! }));
}

/** The exact chance that the ranks of those that rise sum to so much or more: half of every sum takes the next rank in, half does not. */
function exactlyAtLeast(ranks: readonly number[]): (sum: number) => number {
  const all = ranks.reduce((sum, rank) => sum + rank, 0);
  const chance = new Float64Array(all + 1);
  chance[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--) chance[sum] = (chance[sum]! + (sum >= rank ? chance[sum - rank]! : 0)) / 2;
  }
  return (least) => chance.subarray(least).reduce((sum, each) => sum + each, 0);
}

function normallyAtLeast(ranks: readonly number[]): (sum: number) => number {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const sd = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0)) / 2;
  // A sum of doubled ranks goes in steps of two.
  return (least) => normalBelow(-(least - 1 - mean) / sd);
}

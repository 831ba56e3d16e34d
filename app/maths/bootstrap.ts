import { binomial, type Random, seededRandom } from './random.ts';
import type { Measure } from './ratings.ts';

/** How often to draw again, and from which seed: the same seed, the same interval. */
export type Resampling = { readonly seed: number; readonly resamples?: number };

/** The 95 % bootstrap interval of a statistic; `without`: resamples (of all) in which the statistic was not defined and that are left out. Or why there is none. */
export type BootstrapInterval =
  | { readonly lower: number; readonly upper: number; readonly resamples: number; readonly without: number; readonly why?: undefined }
  | { readonly lower: null; readonly upper: null; readonly resamples: number; readonly without: number; readonly why: string };

/**
 * The percentile bootstrap over groups of alike units (Efron B, Tibshirani R. An introduction to the bootstrap, 1993, chapter 13): as many units as there
 * are, are drawn with replacement, and the statistic is taken again of how often each group was drawn. Units must be independent of each other for it to mean
 * what it says: characters are not, so that turns are what is drawn. With fewer than two units, or where more than one in twenty resamples
 * leaves the statistic undefined, there is no interval.
 */
export function bootstrapInterval(
  counts: readonly number[],
  statistic: (drawn: readonly number[]) => Measure,
  resampling: Resampling,
): BootstrapInterval {
  return bootstrapIntervals(counts, (drawn) => [statistic(drawn)], resampling)[0]!;
}

/** The intervals of several statistics of the same units, from the same draws; see `bootstrapInterval`. */
export function bootstrapIntervals(
  counts: readonly number[],
  statistics: (drawn: readonly number[]) => readonly Measure[],
  { seed, resamples = 1000 }: Resampling,
): BootstrapInterval[] {
  const units = counts.reduce((sum, count) => sum + count, 0);
  const random = seededRandom(seed);
  const rounds: (readonly Measure[])[] = [];
  // Without units to draw, one round still says how many statistics there are.
  for (let round = 0; round < (units < 2 ? 1 : resamples); round++) rounds.push(statistics(redrawn(counts, units, random)));
  return (rounds[0] ?? []).map((_, at) =>
    units < 2
      ? { lower: null, upper: null, resamples, without: resamples, why: 'there are fewer than two units to draw from' }
      : intervalOf(
          rounds.map((measures) => measures[at]!),
          resamples,
        ),
  );
}

function intervalOf(measures: readonly Measure[], resamples: number): BootstrapInterval {
  const values = measures.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const without = resamples - values.length;
  if (without > resamples / 20) {
    const why = measures.findLast(({ value }) => value === null)?.why;
    return { lower: null, upper: null, resamples, without, why: `in ${without} of ${resamples} resamples it is not defined: ${why}` };
  }
  return { lower: quantile(values, 0.025), upper: quantile(values, 0.975), resamples, without };
}

/** How often each group is drawn when as many units are drawn with replacement: one multinomial draw, group by group. */
function redrawn(counts: readonly number[], units: number, random: Random): number[] {
  let [left, among] = [units, units];
  return counts.map((count) => {
    const drawn = count >= among ? left : binomial(left, count / among, random);
    left -= drawn;
    among -= count;
    return drawn;
  });
}

/** The quantile of sorted values by linear interpolation (Hyndman and Fan 1996, type 7). Throws a `RangeError` when there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new RangeError('There is no quantile of nothing.');
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

import { noncentralityFor, studentBelow, studentQuantile } from './student.ts';

/** An effect size with the ends of its 95 % interval; what is not defined is null and has its reason, as a sentence without its full stop. */
export type Effect = {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly why: string | null;
};

/** A mean difference of pairs and what effect sizes are made of it. Differences are after − before. */
export type PairedEffects = {
  readonly n: number;
  readonly meanDifference: Effect;
  readonly sdDifference: number | null;
  readonly r: number | null;
  readonly t: number | null;
  readonly df: number;
  /** Of the paired t test, two-sided. */
  readonly p: number | null;
  readonly dz: Effect;
  readonly dav: Effect;
  readonly drm: Effect;
  readonly gz: Effect;
};

const fewPairs = 'a spread needs at least two pairs';
const twoPairs = 'of two pairs nobody can tell by how much d overstates it';
const oneChange = 'everybody changed by the same amount, so there is no spread of changes to measure by';
const noSpread = 'everybody said the same, so there is no spread to measure by';

/**
 * The effect sizes of paired values that are in use under the one name of “d”, each by its own:
 * - d_z = mean difference ÷ SD of the differences (Cohen, Statistical Power Analysis, 2nd edition 1988, 2.3.5). Its interval: the noncentralities of t = d_z √n that put the observed
 *   t at 97.5 % and 2.5 %, ÷ √n (Steiger & Fouladi 1997; Cumming & Finch, Educ Psychol Meas 2001;61:532-574).
 * - d_av = mean difference ÷ √((var before + var after) ÷ 2) (Cumming, Understanding the New Statistics, 2012, chapter 11). Its interval: that of d_z × SD of the differences ÷ that root,
 *   the approximation of Algina & Keselman, Educ Psychol Meas 2003;63:537-553.
 * - d_rm = d_z √(2 (1 − r)) (Morris & DeShon, Psychol Methods 2002;7:105-125). Its interval: that of d_z × the same root, which takes r as known, so it is a little too short.
 * - g_z = d_z × J, J = 1 − 3 ÷ (4 df − 1), df = n − 1 (Hedges, J Educ Stat 1981;6:107-128, the approximation), and its interval so too.
 */
export function pairedEffects(pairs: readonly (readonly [before: number, after: number])[]): PairedEffects {
  const n = pairs.length;
  const df = n - 1;
  if (n < 2) {
    const none = undefinedEffect(fewPairs);
    const mean = n === 0 ? undefinedEffect('there is no pair') : { ...none, value: pairs[0]![1] - pairs[0]![0] };
    return {
      n,
      meanDifference: mean,
      sdDifference: null,
      r: null,
      t: null,
      df: Math.max(0, df),
      p: null,
      dz: none,
      dav: none,
      drm: none,
      gz: none,
    };
  }
  const before = momentsOf(pairs.map(([one]) => one));
  const after = momentsOf(pairs.map(([, other]) => other));
  const change = momentsOf(pairs.map(([one, other]) => other - one));
  const average = Math.sqrt((before.sd ** 2 + after.sd ** 2) / 2);
  const r = before.sd === 0 || after.sd === 0 ? null : (before.sd ** 2 + after.sd ** 2 - change.sd ** 2) / (2 * before.sd * after.sd);
  const whyNoAverage = average === 0 ? noSpread : null;
  if (change.sd === 0) {
    const none = undefinedEffect(oneChange);
    const dav = whyNoAverage === null ? { ...none, value: change.mean / average } : undefinedEffect(whyNoAverage);
    return {
      n,
      meanDifference: { ...none, value: change.mean },
      sdDifference: 0,
      r,
      t: null,
      df,
      p: null,
      dz: none,
      dav,
      drm: none,
      gz: none,
    };
  }
  const error = change.sd / Math.sqrt(n);
  const t = change.mean / error;
  const reach = studentQuantile(0.975, df) * error;
  const dz = {
    value: change.mean / change.sd,
    lower: noncentralityFor(t, df, 0.975) / Math.sqrt(n),
    upper: noncentralityFor(t, df, 0.025) / Math.sqrt(n),
    why: null,
  };
  return {
    n,
    meanDifference: { value: change.mean, lower: change.mean - reach, upper: change.mean + reach, why: null },
    sdDifference: change.sd,
    r,
    t,
    df,
    p: Math.min(1, 2 * studentBelow(-Math.abs(t), df)),
    dz,
    dav: times(dz, change.sd / average),
    drm: r === null ? undefinedEffect(noSpread) : times(dz, Math.sqrt(2 * Math.max(0, 1 - r))),
    gz: df === 1 ? undefinedEffect(twoPairs) : times(dz, hedgesCorrection(df)),
  };
}

/** What makes a d of a small sample a g: 1 − 3 ÷ (4 df − 1), Hedges 1981. */
export function hedgesCorrection(df: number): number {
  return 1 - 3 / (4 * df - 1);
}

function undefinedEffect(why: string): Effect {
  return { value: null, lower: null, upper: null, why };
}

function times({ value, lower, upper }: { value: number; lower: number; upper: number }, factor: number): Effect {
  return { value: value * factor, lower: lower * factor, upper: upper * factor, why: null };
}

/** Mean and standard deviation (n − 1). What floating point alone leaves of a spread is none. */
function momentsOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1));
  const largest = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return { mean, sd: sd <= largest * 1e-12 ? 0 : sd };
}

import { quantile } from './bootstrap.ts';
import { seededRandom, shuffled } from './random.ts';

/** How saturation is judged: the first sessions as the base, runs of sessions after it (each begins one later), and the share, 0..1, of new themes that is few enough. */
export type SaturationRule = { readonly base: number; readonly run: number; readonly threshold: number };

/** A run of sessions, numbered from 1: how many themes nobody had heard before it, and that as a share of the base's themes (null for a base without any). */
export type SaturationRun = {
  readonly first: number;
  readonly last: number;
  readonly fresh: number;
  readonly ratio: number | null;
  readonly isFew: boolean;
};

/** `at` is the number of sessions before the first run that is few enough: `at` 6 with a run of 2 is written 6⁺². Null with its reason when no run is. */
export type Saturation = {
  readonly baseThemes: number | null;
  readonly runs: readonly SaturationRun[];
  readonly at: number | null;
  readonly why?: string;
};

/**
 * Saturation by session: new themes in a run as a share of the themes in the base. `sessions` are the themes (or codes) found in each, in order.
 * Guest G, Namey E, Chen M. A simple method to assess and report thematic saturation in qualitative research. PLoS ONE 2020;15(5):e0232076.
 */
export function saturationOf(sessions: readonly (readonly string[])[], { base, run, threshold }: SaturationRule): Saturation {
  if (sessions.length < base + run)
    return {
      baseThemes: sessions.length < base ? null : new Set(sessions.slice(0, base).flat()).size,
      runs: [],
      at: null,
      why: `it needs ${base + run} sessions (a base of ${base} and a run of ${run}), and there are ${sessions.length}`,
    };
  const fresh = freshBySession(sessions);
  const baseThemes = total(fresh.slice(0, base));
  const runs = fresh.slice(base, fresh.length - run + 1).map((_, at) => {
    const found = total(fresh.slice(base + at, base + at + run));
    const ratio = baseThemes === 0 ? null : found / baseThemes;
    return { first: base + at + 1, last: base + at + run, fresh: found, ratio, isFew: ratio !== null && ratio <= threshold };
  });
  const reached = runs.find(({ isFew }) => isFew);
  if (reached) return { baseThemes, runs, at: reached.first - 1 };
  const why =
    baseThemes === 0 ? 'the base has no themes that a share could be of' : `no run of ${run} sessions brought so little that is new`;
  return { baseThemes, runs, at: null, why };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many themes each session brings that none before it had. */
export function freshBySession(sessions: readonly (readonly string[])[]): number[] {
  const heard = new Set<string>();
  return sessions.map((themes) => {
    const before = heard.size;
    for (const theme of themes) heard.add(theme);
    return heard.size - before;
  });
}

/** Themes heard after each number of sessions in other orders: the middle and the middle 95 %; `reached`: the share, 0..1, of orders in which saturation was reached. */
export type SaturationBand = {
  readonly heard: readonly { readonly lower: number; readonly middle: number; readonly upper: number }[];
  readonly reached: number;
};

/** What the order of the sessions does to saturation: the same sessions in random orders, by a seed. Null when there are none. */
export function saturationBand(
  sessions: readonly (readonly string[])[],
  rule: SaturationRule,
  { seed, orders = 1000 }: { readonly seed: number; readonly orders?: number },
): SaturationBand | null {
  if (sessions.length === 0) return null;
  const random = seededRandom(seed);
  const heard = sessions.map((): number[] => []);
  let reached = 0;
  for (let round = 0; round < orders; round++) {
    const order = shuffled(sessions, random);
    let sum = 0;
    for (const [at, count] of freshBySession(order).entries()) {
      sum += count;
      heard[at]!.push(sum);
    }
    if (saturationOf(order, rule).at !== null) reached++;
  }
  return {
    heard: heard.map((sums) => {
      sums.sort((a, b) => a - b);
      return { lower: quantile(sums, 0.025), middle: quantile(sums, 0.5), upper: quantile(sums, 0.975) };
    }),
    reached: reached / orders,
  };
}

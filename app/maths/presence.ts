import { type Chance, kappaOf } from './agreement.ts';
import { type Measure, measured, noPair, unmeasured } from './ratings.ts';

/**
 * Units in which the same coders saw a code: who answered and who of them coded, as bits (coder 0 is 1, coder 1 is 2, coder 2 is 4 …), and how many units. All
 * statistics of one code need no more than these few, however long the text.
 */
export type Pattern = { readonly answered: number; readonly coded: number; readonly weight: number };

/** More coders than bits that a pattern holds. */
export const mostCoders = 30;

/** How many bits are set. */
export function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** Sums that every statistic of presence is made of; pairs are unordered pairs of answers to one unit. */
type Sums = {
  answers: number;
  coded: number;
  pairs: number;
  bothPairs: number;
  neitherPairs: number;
  /** Krippendorff's off-diagonal coincidences. */
  apart: number;
};

function sumsOf(patterns: readonly Pattern[]): Sums {
  const sums = { answers: 0, coded: 0, pairs: 0, bothPairs: 0, neitherPairs: 0, apart: 0 };
  for (const { answered, coded, weight } of patterns) {
    const all = bitCount(answered);
    if (all < 2) continue;
    const yes = bitCount(coded & answered);
    const no = all - yes;
    sums.answers += weight * all;
    sums.coded += weight * yes;
    sums.pairs += (weight * all * (all - 1)) / 2;
    sums.bothPairs += (weight * yes * (yes - 1)) / 2;
    sums.neitherPairs += (weight * no * (no - 1)) / 2;
    sums.apart += (weight * yes * no) / (all - 1);
  }
  return sums;
}

/** Observed and expected disagreement: alpha is 1 − observed / expected. */
export type Disagreement = { readonly observed: number; readonly expected: number };

/** What Krippendorff's alpha (nominal, coded or not) of these units is made of; or the reason why it cannot be. */
export function presenceDisagreement(patterns: readonly Pattern[]): Disagreement | string {
  const { answers, coded, apart } = sumsOf(patterns);
  if (answers === 0) return noPair;
  return { observed: apart / answers, expected: (coded * (answers - coded)) / (answers * (answers - 1)) };
}

/** The alpha of its parts, or of the sums of several (joint); not defined where no disagreement could be expected. */
export function alphaOf(parts: readonly (Disagreement | string)[]): Measure {
  const defined = parts.filter((part) => typeof part !== 'string');
  if (defined.length === 0) return unmeasured(parts.find((part) => typeof part === 'string') ?? noPair);
  const sum = (of: keyof Disagreement) => defined.reduce((total, part) => total + part[of], 0);
  const expected = sum('expected');
  if (expected === 0) return unmeasured('nobody, or everybody throughout, used it, so no disagreement could be expected');
  return measured(1 - sum('observed') / expected);
}

/** Krippendorff's alpha (nominal) of one code: coded or not. */
export function presenceAlpha(patterns: readonly Pattern[]): Measure {
  return alphaOf([presenceDisagreement(patterns)]);
}

/** Observed and chance agreement: Cohen's of two coders, over units that both answered; Fleiss' of more, who all have to have answered. Or why not. */
export function presenceChance(patterns: readonly Pattern[], coders: number): Chance | string {
  const answered = patterns.filter(({ answered, weight }) => weight > 0 && bitCount(answered) > 1);
  const total = answered.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return noPair;
  const { answers, coded, pairs, bothPairs, neitherPairs } = sumsOf(answered);
  const observed = (bothPairs + neitherPairs) / pairs;
  if (coders === 2) {
    const margin = (bit: number) => answered.reduce((sum, { coded, weight }) => sum + (coded & bit ? weight : 0), 0) / total;
    const [first, second] = [margin(1), margin(2)];
    return { observed, expected: first * second + (1 - first) * (1 - second) };
  }
  if (answered.some(({ answered }) => bitCount(answered) !== coders))
    return `Fleiss’ kappa needs an answer of all ${coders} coders everywhere; Krippendorff’s alpha takes missing ones`;
  const share = coded / answers;
  return { observed, expected: share ** 2 + (1 - share) ** 2 };
}

/** How far coders agree on one code. Counts are in the unit of the weights, over what two coders or more answered; shares are 0..1. */
export type PresenceFigures = {
  readonly n: number;
  /** All who answered coded it, nobody did, or some did and others did not. */
  readonly both: number;
  readonly neither: number;
  readonly some: number;
  /** Coded by this coder alone, by position: of two coders, only A and only B. */
  readonly only: readonly number[];
  /** The share of all answers that say coded. */
  readonly prevalence: number | null;
  readonly percent: Measure;
  /** Cicchetti and Feinstein's positive agreement: 2·both / (2·both + only A + only B), over pairs. */
  readonly positive: Measure;
  /** The share agreed of what anybody coded: both / (both + only A + only B), over pairs. */
  readonly ofCoded: Measure;
  /** Cohen's of two coders, Fleiss' of more. */
  readonly kappa: Measure;
  readonly alpha: Measure;
};

/** Every figure of one code from its patterns. Positive agreement: Cicchetti DV, Feinstein AR. J Clin Epidemiol 1990;43:551-558. */
export function presenceFigures(patterns: readonly Pattern[], coders: number): PresenceFigures {
  const counts = { n: 0, both: 0, neither: 0, some: 0 };
  const only = Array.from({ length: coders }, () => 0);
  for (const { answered, coded, weight } of patterns) {
    if (bitCount(answered) < 2) continue;
    counts.n += weight;
    if (coded === 0) counts.neither += weight;
    else if (coded === answered) counts.both += weight;
    else counts.some += weight;
    if (bitCount(coded) === 1) only[31 - Math.clz32(coded)]! += weight;
  }
  return { ...counts, only, ...sharesOf(patterns), kappa: kappaOf(presenceChance(patterns, coders)), alpha: presenceAlpha(patterns) };
}

function sharesOf(patterns: readonly Pattern[]) {
  const { answers, coded, pairs, bothPairs, neitherPairs } = sumsOf(patterns);
  const unlike = pairs - bothPairs - neitherPairs;
  const uncoded = pairs === 0 ? noPair : 'nobody coded it';
  return {
    prevalence: answers === 0 ? null : coded / answers,
    percent: pairs === 0 ? unmeasured(noPair) : measured((bothPairs + neitherPairs) / pairs),
    positive: coded === 0 ? unmeasured(uncoded) : measured((2 * bothPairs) / (2 * bothPairs + unlike)),
    ofCoded: coded === 0 ? unmeasured(uncoded) : measured(bothPairs / (bothPairs + unlike)),
  };
}

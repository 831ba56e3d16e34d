import { krippendorffAlpha, type Metric } from './alpha.ts';
import { answersByUnit, type Measure, measured, noPair, type Ratings, tally, unmeasured } from './ratings.ts';

const noVariation = 'everybody gave one and the same answer throughout, so there is nothing that chance could have made differ';

/** Observed and expected agreement, both 0..1, of which a kappa is (observed − expected) / (1 − expected). */
export type Chance = { readonly observed: number; readonly expected: number };

/** The share, 0..1, of all pairs of answers to one unit that are alike. Units with fewer than two answers have no pair. */
export function percentAgreement(ratings: Ratings): Measure {
  let [alike, pairs] = [0, 0];
  for (const answers of answersByUnit(ratings)) {
    pairs += answers.length * (answers.length - 1);
    for (const count of tally(answers).values()) alike += count * (count - 1);
  }
  return pairs === 0 ? unmeasured(noPair) : measured(alike / pairs);
}

/**
 * Cohen's kappa of exactly two coders, over the units that both answered; chance is the product of their own margins.
 * Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46.
 */
export function cohenKappa(ratings: Ratings): Measure {
  return kappaOf(cohenChance(ratings));
}

/** What Cohen's kappa is made of; or the reason why it cannot be. */
export function cohenChance(ratings: Ratings): Chance | string {
  if (ratings.length !== 2) return `Cohen’s kappa is for two coders, and there ${ratings.length === 1 ? 'is 1' : `are ${ratings.length}`}`;
  const both = answersByUnit(ratings).filter((answers) => answers.length === 2);
  if (both.length === 0) return noPair;
  const [first, second] = [tally(both.map(([value]) => value!)), tally(both.map(([, value]) => value!))];
  const alike = both.filter(([one, other]) => one === other).length;
  const byChance = [...first].reduce((sum, [value, count]) => sum + count * (second.get(value) ?? 0), 0);
  return { observed: alike / both.length, expected: byChance / both.length ** 2 };
}

/**
 * Fleiss' kappa of two coders or more; chance is the margin of all coders together. Every unit that was answered needs the same number of answers.
 * Fleiss JL. Measuring nominal scale agreement among many raters. Psychol Bull 1971;76:378-382.
 */
export function fleissKappa(ratings: Ratings): Measure {
  return kappaOf(fleissChance(ratings));
}

/** What Fleiss' kappa is made of; or the reason why it cannot be. */
export function fleissChance(ratings: Ratings): Chance | string {
  const units = answersByUnit(ratings).filter((answers) => answers.length > 0);
  const sizes = [...new Set(units.map((answers) => answers.length))].sort((a, b) => a - b);
  if (sizes.every((size) => size < 2)) return noPair;
  if (sizes.length > 1)
    return `Fleiss’ kappa needs the same number of answers for every unit, and there are from ${sizes[0]} to ${sizes.at(-1)}; Krippendorff’s alpha takes missing ones`;
  const total = units.length * sizes[0]!;
  const expected = [...tally(units.flat()).values()].reduce((sum, count) => sum + (count / total) ** 2, 0);
  return { observed: percentAgreement(ratings).value!, expected };
}

/** The kappa of its parts; null with the reason where it is not defined: chance alone agrees everywhere, or the parts were not there. */
export function kappaOf(chance: Chance | string): Measure {
  if (typeof chance === 'string') return unmeasured(chance);
  const { observed, expected } = chance;
  return expected === 1 ? unmeasured(noVariation) : measured((observed - expected) / (1 - expected));
}

/**
 * Several kappas in one: (mean observed − mean expected) / (1 − mean expected), not the mean of the kappas, so that a question whose kappa is not
 * defined still counts. De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater agreement across many items.
 * Field Methods 2008;20:272-282.
 */
export function pooledKappa(chances: readonly (Chance | string)[]): Measure {
  const parts = chances.filter((chance) => typeof chance !== 'string');
  if (parts.length === 0) return unmeasured(chances.find((chance) => typeof chance === 'string') ?? noPair);
  const mean = (of: keyof Chance) => parts.reduce((sum, part) => sum + part[of], 0) / parts.length;
  return kappaOf({ observed: mean('observed'), expected: mean('expected') });
}

/**
 * Everything that is said of how far coders agree, as `stats agreement` prints it. `pairable`: answers to units that at least two coders answered
 * (Krippendorff's n). `why` gives for each statistic that is null its reason. Percent and the kappas are nominal whatever the metric.
 */
export function agreementOf(ratings: Ratings, metric: Metric = 'nominal') {
  const units = answersByUnit(ratings);
  const measures = {
    percent: percentAgreement(ratings),
    cohen: cohenKappa(ratings),
    fleiss: fleissKappa(ratings),
    alpha: krippendorffAlpha(ratings, metric),
  };
  return {
    coders: ratings.length,
    units: units.length,
    pairable: units.reduce((sum, answers) => sum + (answers.length > 1 ? answers.length : 0), 0),
    percent: measures.percent.value,
    cohen: measures.cohen.value,
    fleiss: measures.fleiss.value,
    alpha: measures.alpha.value,
    why: Object.fromEntries(Object.entries(measures).flatMap(([name, { why }]) => (why === undefined ? [] : [[name, why]]))),
  };
}

import { answersByUnit, type Measure, measured, noPair, type Ratings, tally, unmeasured } from './ratings.ts';

/** The levels of measurement that alpha knows: how far two values are apart. All but nominal need numbers. */
export const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
export type Metric = (typeof metrics)[number];

/**
 * Krippendorff's alpha for any number of coders, with missing answers: 1 − observed / expected disagreement. Units with fewer than two answers
 * pair nothing and are left out. Not defined where all pairable answers are alike, or where the metric cannot read a value.
 * Krippendorff K. Computing Krippendorff's alpha-reliability. University of Pennsylvania, 2011 (asc_papers/43).
 */
export function krippendorffAlpha(ratings: Ratings, metric: Metric = 'nominal'): Measure {
  const units = answersByUnit(ratings).filter((answers) => answers.length > 1);
  if (units.length === 0) return unmeasured(noPair);
  const read = metric === 'nominal' ? units : units.map((answers) => answers.map(numberAsText));
  const unread = units.flat()[read.flat().indexOf(null)];
  if (unread !== undefined) return unmeasured(`“${unread}” is not a number, which the ${metric} metric needs`);
  const answered = read as string[][];
  const margins = [...tally(answered.flat())].sort(([a], [b]) => (metric === 'nominal' ? 0 : Number(a) - Number(b)));
  if (metric === 'ratio' && Number(margins[0]![0]) < 0) return unmeasured('the ratio metric has no negative values');
  if (margins.length < 2) return unmeasured('all answers that can be paired are one and the same, so no disagreement could be expected');
  const apart = distances(margins, metric);
  const total = answered.flat().length;
  const observed = answered.reduce((sum, answers) => sum + disagreement([...tally(answers)], apart) / (answers.length - 1), 0);
  return measured(1 - ((total - 1) * observed) / disagreement(margins, apart));
}

/** A value as the number it is, so that 1 and 1.0 are one; null when it is none. */
function numberAsText(value: string): string | null {
  const number = Number(value);
  return value.trim() === '' || !Number.isFinite(number) ? null : String(number);
}

/** The squared distance of every two values, each pair of answers counted once. */
function disagreement(counts: readonly [string, number][], apart: (one: string, other: string) => number): number {
  let sum = 0;
  for (const [at, [one, count]] of counts.entries())
    for (const [other, others] of counts.slice(at + 1)) sum += count * others * apart(one, other);
  return sum;
}

/** The squared difference of two values on the metric. On the ordinal one it is the answers between them, each end counted half. */
function distances(margins: readonly [string, number][], metric: Metric): (one: string, other: string) => number {
  if (metric === 'nominal') return () => 1;
  if (metric === 'interval') return (one, other) => (Number(one) - Number(other)) ** 2;
  if (metric === 'ratio') return (one, other) => ((Number(one) - Number(other)) / (Number(one) + Number(other))) ** 2;
  let below = 0;
  const middle = new Map<string, number>();
  for (const [value, count] of margins) {
    middle.set(value, below + count / 2);
    below += count;
  }
  return (one, other) => (middle.get(one)! - middle.get(other)!) ** 2;
}

import { cohenKappa, kappaOf } from './agreement.ts';
import { answersByUnit, type Measure, measured, noPair, type Ratings, unmeasured } from './ratings.ts';

/** Cohen's kappa with its standard error, its 95 % interval, and z against no agreement beyond chance. */
export type CohenInference = {
  readonly kappa: number;
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  readonly z: number;
};

type Crossing = {
  readonly cells: readonly (readonly number[])[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly n: number;
};

/** The shares of each pair of answers and of each answer by itself, in the order of `categories`. */
function crossingOf(ratings: Ratings, categories: readonly string[]): Crossing {
  const both = answersByUnit(ratings).filter((answers) => answers.length === 2);
  const cells = categories.map(() => categories.map(() => 0));
  for (const [one, other] of both) cells[categories.indexOf(one!)]![categories.indexOf(other!)]! += 1 / both.length;
  const rows = cells.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = categories.map((_, at) => cells.reduce((sum, row) => sum + row[at]!, 0));
  return { cells, rows, columns, n: both.length };
}

/**
 * The asymptotic error of Cohen's kappa, or the reason why there is none.
 * Fleiss JL, Cohen J, Everitt BS. Large sample standard errors of kappa and weighted kappa. Psychol Bull 1969;72:323-327.
 */
export function cohenInference(ratings: Ratings): CohenInference | string {
  const { value: kappa, why } = cohenKappa(ratings);
  if (kappa === null) return why;
  const { cells, rows, columns, n } = crossingOf(ratings, [...new Set(answersByUnit(ratings).flat())]);
  const chance = rows.reduce((sum, row, at) => sum + row * columns[at]!, 0);
  let [alike, unlike, none] = [0, 0, 0];
  for (const [i, row] of cells.entries()) {
    for (const [j, share] of row.entries()) {
      if (i === j) alike += share * (1 - (rows[i]! + columns[i]!) * (1 - kappa)) ** 2;
      else unlike += share * (columns[i]! + rows[j]!) ** 2;
    }
    none += rows[i]! * columns[i]! * (rows[i]! + columns[i]!);
  }
  const scale = (1 - chance) * Math.sqrt(n);
  const error = Math.sqrt(Math.max(0, alike + (1 - kappa) ** 2 * unlike - (kappa - chance * (1 - kappa)) ** 2)) / scale;
  const reach = 1.959963984540054 * error;
  const z = (kappa * scale) / Math.sqrt(chance + chance ** 2 - none);
  return { kappa, error, lower: kappa - reach, upper: kappa + reach, z };
}

/**
 * Cohen's kappa of two coders whose answers have an order, `categories`: a disagreement counts by how many steps it is apart (linear), or by their square.
 * Cohen J. Weighted kappa. Psychol Bull 1968;70:213-220. Throws a `RangeError` for an answer that is not among the categories.
 */
export function weightedKappa(ratings: Ratings, categories: readonly string[], weights: 'linear' | 'quadratic' = 'linear'): Measure {
  if (ratings.length !== 2) return cohenKappa(ratings);
  const stranger = answersByUnit(ratings)
    .flat()
    .find((answer) => !categories.includes(answer));
  if (stranger !== undefined) throw new RangeError(`“${stranger}” is not one of the categories.`);
  const { cells, rows, columns, n } = crossingOf(ratings, categories);
  if (n === 0) return unmeasured(noPair);
  const power = weights === 'linear' ? 1 : 2;
  let [observed, expected] = [0, 0];
  for (const [i, row] of cells.entries())
    for (const [j, share] of row.entries()) {
      const apart = Math.abs(i - j) ** power;
      observed += share * apart;
      expected += rows[i]! * columns[j]! * apart;
    }
  return expected === 0 ? kappaOf({ observed: 1, expected: 1 }) : measured(1 - observed / expected);
}

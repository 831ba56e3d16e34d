import type { CsvValue } from '#app/platform/csv.ts';
import type { Interval } from './interval.ts';
import type { Cohort, Figure } from './queries.server.ts';

/** The columns of figures of cohorts as CSV; a number is nowhere but between `at_least` and `at_most`. */
export const cohortHead = ['class', 'measure', 'competency', 'at_least', 'at_most', 'of_at_least', 'of_at_most'];

/** The figures of a school's cohorts, or of all cohorts together (`class` is empty then), as lines of CSV. */
export function cohortLines(cohorts: readonly (Omit<Cohort, 'graduates'> & { graduates: number | null })[]): CsvValue[][] {
  return cohorts.flatMap(({ graduates, size, figures }) => figures.map((figure) => line(graduates, figure, size)));
}

function line(graduates: number | null, { measure, competency, atLeast, atMost }: Figure, size: Interval): CsvValue[] {
  return [graduates, measure, competency, atLeast, atMost, size.atLeast, size.atMost];
}

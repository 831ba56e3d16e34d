import { activitiesIn } from './grades.ts';
import type { Measured, MeasuredRow } from './measured.ts';

/** Competencies and milestones that are taught and never assessed, and those assessed and never taught. Those met by nothing are in neither list: they are gaps. */
export function taughtAssessed({ rows }: Measured): { taughtNotAssessed: MeasuredRow[]; assessedNotTaught: MeasuredRow[] } {
  const is = (row: MeasuredRow, facet: string) => activitiesIn(row, facet, 'all') > 0;
  return {
    taughtNotAssessed: rows.filter((row) => is(row, 'taught') && !is(row, 'assessed')),
    assessedNotTaught: rows.filter((row) => is(row, 'assessed') && !is(row, 'taught')),
  };
}

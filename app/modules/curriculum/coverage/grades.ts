import type { Measured, MeasuredRow } from './measured.ts';
import type { Part } from './share.ts';

/** The four grades of coverage, and the facet and requirement whose activities are behind each. */
export const grades = [
  { grade: 'any', facet: 'linked', requirement: 'all' },
  { grade: 'required', facet: 'linked', requirement: 'required' },
  { grade: 'taught-and-assessed', facet: 'taught', requirement: 'all' },
  { grade: 'confirmed-fully', facet: 'confirmation:confirmed-fully', requirement: 'all' },
] as const;
export type Grade = (typeof grades)[number]['grade'];

/** A grade for a reader. */
export const gradeWords: Readonly<Record<Grade, string>> = {
  any: 'Met at all',
  required: 'Met in required teaching',
  'taught-and-assessed': 'Taught and assessed',
  'confirmed-fully': 'Confirmed as fully addressed',
};

/** Which grades a row reaches in a column. They are apart, not steps: a competency can be assessed and in no required activity. */
export type GradedRow = { readonly row: MeasuredRow; readonly reached: Readonly<Record<Grade, boolean>> };

/** Activities of a row in a column with a facet. */
export function activitiesIn({ cells }: MeasuredRow, facet: string, column: string): number {
  return cells.get(facet)?.[column]?.all.activities ?? 0;
}

/** The grades of every competency and milestone in a column, and how many competencies (not milestones) reach each. */
export function graded({ rows }: Measured, column = 'all'): { rows: GradedRow[]; reached: Readonly<Record<Grade, Part>> } {
  const all = rows.map((row) => ({
    row,
    reached: {
      any: activitiesIn(row, 'linked', column) > 0,
      required: (row.cells.get('linked')?.[column]?.required.activities ?? 0) > 0,
      'taught-and-assessed': activitiesIn(row, 'taught', column) > 0 && activitiesIn(row, 'assessed', column) > 0,
      'confirmed-fully': activitiesIn(row, 'confirmation:confirmed-fully', column) > 0,
    },
  }));
  const competencies = all.filter(({ row }) => row.milestone === null);
  const reached = Object.fromEntries(
    grades.map(({ grade }) => [grade, { part: competencies.filter(({ reached }) => reached[grade]).length, of: competencies.length }]),
  ) as Record<Grade, Part>;
  return { rows: all, reached };
}

/** How fully competencies are addressed by their fullest link: fully, only in part (partly or mentioned), not at all. The three add up to all of them. */
export function addressed({ rows }: Measured, column = 'all'): Readonly<Record<'fully' | 'partly' | 'not', Part>> {
  const competencies = rows.filter(({ milestone }) => milestone === null);
  const extentOf = (row: MeasuredRow) =>
    activitiesIn(row, 'extent:fully', column) > 0 ? 'fully' : activitiesIn(row, 'linked', column) > 0 ? 'partly' : 'not';
  const partOf = (extent: string) => ({ part: competencies.filter((row) => extentOf(row) === extent).length, of: competencies.length });
  return { fully: partOf('fully'), partly: partOf('partly'), not: partOf('not') };
}

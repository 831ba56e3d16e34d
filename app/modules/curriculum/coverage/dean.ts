import type { ChartModel } from '#app/ui/chart.ts';
import { count } from '#app/ui/count.ts';
import { whatChanged } from './dean-changed.ts';
import { whatWeTeach } from './dean-taught.ts';
import { whereThin } from './dean-thin.ts';
import { cellOf, type DeanGround, linkedOf, pointOf, type Told } from './dean-words.ts';
import { graded } from './grades.ts';
import { measured } from './measured.ts';
import { seatText, studentFigures } from './students.ts';

/** One page for a dean, in plain sentences from the data: the same for the screen and the PDF. */
export type DeanReport = {
  readonly title: string;
  readonly basis: string;
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly string[] }[];
  /** Required hours of each competency, at least and at most. */
  readonly chart: ChartModel;
  /** A row for each competency: its name, then a cell for each further column. */
  readonly table: { readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** The competency's code of each row of the table. */
  readonly codes: readonly string[];
};

/** The page of a year. Says nothing that the coverage tables do not hold, and calls nothing good or bad. */
export function deanReport(ground: DeanGround): DeanReport {
  const full = measured(ground.input);
  const told: Told = {
    ...ground,
    full,
    students: studentFigures(ground.input),
    rows: full.rows.filter(({ milestone }) => milestone === null),
  };
  const isEmpty = linkedOf(told) === 0;
  return {
    title: `What ${ground.school} teaches, ${ground.year}`,
    basis: `${ground.isSample ? 'A sample: this school and its figures are invented. ' : ''}Framework: ${ground.framework}. Only what somebody linked to a competency counts; what nobody linked may be taught and is not here. Hours are those of one student, whole activities, at least and at most where some are estimates.`,
    sections: [
      { heading: 'What we teach', sentences: isEmpty ? [nothingLinked(told)] : whatWeTeach(told) },
      {
        heading: 'Where it is thin',
        sentences: isEmpty ? ['While nothing is linked, nothing can be said of where it is thin.'] : whereThin(told),
      },
      { heading: 'What changed', sentences: whatChanged(told) },
    ],
    chart: chartOf(told),
    table: tableOf(told),
    codes: told.rows.map(({ competency }) => competency),
  };
}

function nothingLinked({ activities, year }: Told): string {
  return activities === 0
    ? `No activities of ${year} are here yet, so nothing can be said of what is taught.`
    : `None of the ${count(activities, 'activity', 'activities')} of ${year} is linked to a competency yet, so nothing can be said of what is taught.`;
}

function chartOf({ rows, titles }: Told): ChartModel {
  const cells = rows.map((row) => ({ row, cell: cellOf(row, 'required') }));
  return {
    title: 'Required hours of one student by competency, whole activities',
    series: ['At least', 'Up to'],
    unit: 'hours',
    max: Math.max(0, ...cells.map(({ cell }) => (cell.minutes?.most ?? 0) / 60)),
    bars: cells.map(({ row, cell }) => ({
      label: `${row.competency} ${titles.get(row.competency) ?? ''}`.trim(),
      values: cell.minutes === null ? [0, 0] : [cell.minutes.least / 60, (cell.minutes.most - cell.minutes.least) / 60],
      text: pointOf(cell),
    })),
  };
}

function tableOf({ rows, students, titles, full }: Told): DeanReport['table'] {
  const { rows: grades } = graded(full);
  const reachedOf = new Map(grades.map(({ row, reached }) => [row.key, reached]));
  return {
    caption: 'Each competency: hours of one student, and how far it goes',
    columns: [
      'Competency',
      'Required',
      'In a track',
      'Elective',
      'Seats',
      'Activities that introduce, practise, assess',
      'Confirmed as fully addressed',
    ],
    rows: rows.map((row) => [
      `${row.competency} ${titles.get(row.competency) ?? ''}`.trim(),
      ...(['required', 'required-in-track', 'elective'] as const).map((requirement) => pointOf(cellOf(row, requirement))),
      seatText(students.seats({ competency: row.competency, column: 'all' })),
      (['introduced', 'practised', 'assessed'] as const)
        .map((level) => row.cells.get(`level:${level}`)?.all?.all.activities ?? 0)
        .join(', '),
      reachedOf.get(row.key)!['confirmed-fully'] ? 'Yes' : 'No',
    ]),
  };
}

import type { Requirement } from '../placement.ts';
import { activitiesOf, type Cells, type Coverage, type CoverageInput, type CoveredBy } from './coverage.ts';
import type { Cell } from './coverage-cell.ts';
import { attributedMinutes } from './shares.ts';

/** How a reader looks at a coverage: whether it must be taken, whole activities or shares of them, one student's minutes or the school's. */
export type Reading = {
  readonly requirement: Requirement | 'all';
  readonly count: 'touching' | 'attributed';
  readonly hours: 'learner' | 'delivered';
};

/** A cell as one reading shows it. Minutes are null when there are activities and the minutes of none are known. */
export type ReadCell = { readonly minutes: number | null; readonly activities: number; readonly unknown: number };

/** The cell of these cells in a column. Over all competencies the shares of an activity are again the whole of it, so `isTotal` counts it whole. */
export function readCell(cells: Cells, column: string, { requirement, count, hours }: Reading, isTotal = false): ReadCell {
  const cell: Cell = cells[column]![requirement];
  const figure = cell[hours];
  const minutes = count === 'attributed' && !isTotal ? attributedMinutes(figure.attributed) : figure.touching;
  const isUnknown = cell.activities > 0 && figure.unknown === cell.activities;
  return { minutes: isUnknown ? null : minutes, activities: cell.activities, unknown: figure.unknown };
}

/** An activity of the list behind a cell, with its minutes there; their sum is the cell's. Null: nobody stated them. */
export type ListedActivity = CoveredBy & { readonly minutes: number | null };

/** The list behind a cell, in the order of the input. */
export function listBehind(
  input: CoverageInput,
  { column, competency }: { column: string; competency: string },
  reading: Reading,
): ListedActivity[] {
  return activitiesOf(input, { competency, column, requirement: reading.requirement }).map((covered) => {
    const stated = reading.hours === 'learner' ? covered.activity.learnerMinutes : covered.activity.deliveredMinutes;
    const isShared = reading.count === 'attributed' && competency !== 'all';
    const minutes = stated !== null && isShared ? attributedMinutes([{ among: covered.among, minutes: stated }]) : stated;
    return { ...covered, minutes };
  });
}

/** The columns that a page shows: every phase, and of the others those in which anything stands. */
export function shownColumns({ columns, total }: Coverage): Coverage['columns'] {
  const others = ['spans', 'none', 'unplaced'];
  return columns.filter(({ id }) => !others.includes(id) || total[id]!.all.activities > 0);
}

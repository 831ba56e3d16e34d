import { type MinuteRange, rangeOf } from '../minutes.ts';
import type { Requirement } from '../placement.ts';
import { activitiesOf, type Cells, type Coverage, type CoverageInput, type CoveredBy } from './coverage.ts';
import type { Cell, Sum } from './coverage-cell.ts';
import { attributedMinutes } from './shares.ts';

/** How a reader looks at a coverage: whether it must be taken, whole activities or shares of them, one student's minutes or the school's. */
export type Reading = {
  readonly requirement: Requirement | 'all';
  readonly count: 'touching' | 'attributed';
  readonly hours: 'learner' | 'delivered';
};

/** A cell as one reading shows it: minutes at least and at most, not rounded. They are null when there are activities and the minutes of none are known. */
export type ReadCell = {
  readonly minutes: MinuteRange | null;
  readonly activities: number;
  readonly unknown: number;
  readonly estimated: number;
};

/** The cell of these cells in a column. Over all competencies the shares of an activity are again the whole of it, so `isTotal` counts it whole. */
export function readCell(cells: Cells, column: string, { requirement, count, hours }: Reading, isTotal = false): ReadCell {
  const { activities, [hours]: figure }: Cell = cells[column]![requirement];
  const { unknown, estimated } = figure;
  const minutesOf = ({ touching, attributed }: Sum) => (count === 'attributed' && !isTotal ? attributedMinutes(attributed) : touching);
  const isUnknown = activities > 0 && unknown === activities;
  const minutes = isUnknown ? null : { least: minutesOf(figure.least), most: minutesOf(figure.most) };
  return { minutes, activities, unknown, estimated };
}

/** An activity of the list behind a cell, with its minutes there; their sum is the cell's, the least of them its least and the most its most. Null: nobody stated them. */
export type ListedActivity = CoveredBy & { readonly minutes: MinuteRange | null };

/** The list behind a cell, in the order of the input. */
export function listBehind(
  input: CoverageInput,
  { column, competency }: { column: string; competency: string },
  reading: Reading,
): ListedActivity[] {
  return activitiesOf(input, { competency, column, requirement: reading.requirement }).map((covered) => {
    const stated = rangeOf(covered.activity, reading.hours);
    if (stated === null || reading.count === 'touching' || competency === 'all') return { ...covered, minutes: stated };
    const shareOf = (minutes: number) => attributedMinutes([{ among: covered.among, minutes }]);
    return { ...covered, minutes: { least: shareOf(stated.least), most: shareOf(stated.most) } };
  });
}

/** The columns that a page shows: every phase, and of the others those in which anything stands. */
export function shownColumns({ columns, total }: Coverage): Coverage['columns'] {
  const others = ['spans', 'none', 'unplaced'];
  return columns.filter(({ id }) => !others.includes(id) || total[id]!.all.activities > 0);
}

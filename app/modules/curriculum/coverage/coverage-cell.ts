import type { Share } from './shares.ts';

/** Whole minutes of an activity: what one student sits through, and what the school teaches, parallel groups counted. Null is unknown, 0 is a stated zero. */
export type Minutes = { readonly learnerMinutes: number | null; readonly deliveredMinutes: number | null };

/** Minutes of one kind (learner or delivered) in a cell. `touching` counts an activity whole, `attributed` its share; neither is rounded. */
export type Figure = {
  readonly touching: number;
  readonly attributed: readonly Share[];
  /** Activities whose minutes nobody stated: they add nothing above. */
  readonly unknown: number;
  /** Activities stated to take no minutes. */
  readonly zero: number;
};

/** A set of activities: each counts once, however often it is placed there. */
export type Cell = { readonly activities: number; readonly learner: Figure; readonly delivered: Figure };

/** What one activity adds to every cell that it stands in: an amount in one field for each kind of minutes. */
type Entry = { readonly learnerField: number; readonly learner: number; readonly deliveredField: number; readonly delivered: number };

/**
 * Sums for `size` cells in one flat array. Minutes are added up apart for each number of competencies among which they are shared, so nothing
 * is divided; `among` names every such number that `entry` will be given.
 */
export function tallyOf(size: number, among: readonly number[]) {
  const amongs = [...new Set(among)].filter((one) => one > 0).sort((a, b) => a - b);
  const kindWidth = 2 + amongs.length;
  const width = 1 + 2 * kindWidth;
  const sums = new Float64Array(size * width);

  function fieldOf(minutes: number | null, among: number): number {
    if (minutes === null) return 0;
    return minutes === 0 ? 1 : 2 + amongs.indexOf(among);
  }
  function figure(at: number): Figure {
    const attributed = amongs.map((among, position) => ({ among, minutes: sums[at + 2 + position]! })).filter(({ minutes }) => minutes > 0);
    return { touching: attributed.reduce((sum, { minutes }) => sum + minutes, 0), attributed, unknown: sums[at]!, zero: sums[at + 1]! };
  }
  return {
    /** An activity whose minutes are shared among so many competencies. */
    entry({ learnerMinutes, deliveredMinutes }: Minutes, among: number): Entry {
      return {
        learnerField: 1 + fieldOf(learnerMinutes, among),
        learner: learnerMinutes || 1,
        deliveredField: 1 + kindWidth + fieldOf(deliveredMinutes, among),
        delivered: deliveredMinutes || 1,
      };
    },
    add(cell: number, entry: Entry) {
      const at = cell * width;
      sums[at]!++;
      sums[at + entry.learnerField]! += entry.learner;
      sums[at + entry.deliveredField]! += entry.delivered;
    },
    cell(cell: number): Cell {
      const at = cell * width;
      return { activities: sums[at]!, learner: figure(at + 1), delivered: figure(at + 1 + kindWidth) };
    },
  };
}

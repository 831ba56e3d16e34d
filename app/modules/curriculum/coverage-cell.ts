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

/**
 * Sums for `size` cells in one flat array. Minutes are added up apart for each number of competencies among which they are shared, so nothing
 * is divided; `among` names every such number that `add` will be given.
 */
export function tallyOf(size: number, among: readonly number[]) {
  const amongs = [...new Set(among)].filter((one) => one > 0).sort((a, b) => a - b);
  const kindWidth = 2 + amongs.length;
  const width = 1 + 2 * kindWidth;
  const sums = new Float64Array(size * width);

  function addMinutes(at: number, minutes: number | null, among: number) {
    if (minutes === null) sums[at]!++;
    else if (minutes === 0) sums[at + 1]!++;
    else sums[at + 2 + amongs.indexOf(among)]! += minutes;
  }
  function figure(at: number): Figure {
    const attributed = amongs.map((among, position) => ({ among, minutes: sums[at + 2 + position]! })).filter(({ minutes }) => minutes > 0);
    return { touching: attributed.reduce((sum, { minutes }) => sum + minutes, 0), attributed, unknown: sums[at]!, zero: sums[at + 1]! };
  }
  return {
    add(cell: number, minutes: Minutes, among: number) {
      const at = cell * width;
      sums[at]!++;
      addMinutes(at + 1, minutes.learnerMinutes, among);
      addMinutes(at + 1 + kindWidth, minutes.deliveredMinutes, among);
    },
    cell(cell: number): Cell {
      const at = cell * width;
      return { activities: sums[at]!, learner: figure(at + 1), delivered: figure(at + 1 + kindWidth) };
    },
  };
}

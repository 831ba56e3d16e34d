import type { Minutes } from '../minutes.ts';
import type { Share } from './shares.ts';

/** A sum of minutes: `touching` counts an activity whole, `attributed` its share; neither is rounded. */
export type Sum = { readonly touching: number; readonly attributed: readonly Share[] };

/** Minutes of one kind (learner or delivered) in a cell, at least and at most: the same unless some are estimates. */
export type Figure = {
  readonly least: Sum;
  readonly most: Sum;
  /** Activities whose minutes nobody stated: they add nothing above. */
  readonly unknown: number;
  /** Activities stated to take no minutes. */
  readonly zero: number;
  /** Activities whose minutes are an estimate, from the least to the most. */
  readonly estimated: number;
};

/** A set of activities: each counts once, however often it is placed there. */
export type Cell = { readonly activities: number; readonly learner: Figure; readonly delivered: Figure };

/** What one activity adds to one kind of minutes: an amount in one field, and what an estimate may take beyond it in another (0: nothing). */
type Amount = { readonly field: number; readonly minutes: number; readonly beyond: number };
/** What one activity adds to every cell that it stands in. */
type Entry = { readonly learner: Amount; readonly delivered: Amount };

/**
 * Sums for `size` cells in one flat array. Minutes are added up apart for each number of competencies among which they are shared, so nothing
 * is divided; `among` names every such number that `entry` will be given. What estimates take beyond their least is added up the same way.
 */
export function tallyOf(size: number, among: readonly number[]) {
  const amongs = [...new Set(among)].filter((one) => one > 0).sort((a, b) => a - b);
  const span = amongs.length;
  const kindWidth = 3 + 2 * span;
  const width = 1 + 2 * kindWidth;
  const sums = new Float64Array(size * width);

  function amount(at: number, among: number, { minutes, most }: { minutes: number | null; most: number | null | undefined }): Amount {
    if (minutes === null) return { field: at, minutes: 1, beyond: 0 };
    const beyond = most == null ? 0 : most - minutes;
    if (minutes === 0 && beyond === 0) return { field: at + 1, minutes: 1, beyond };
    return { field: at + 3 + amongs.indexOf(among), minutes, beyond };
  }
  function addTo(at: number, kind: number, { field, minutes, beyond }: Amount) {
    sums[at + field]! += minutes;
    if (beyond === 0) return;
    sums[at + kind + 2]!++;
    sums[at + field + span]! += beyond;
  }
  function sum(minutesOf: (position: number) => number): Sum {
    const attributed = amongs.map((among, position) => ({ among, minutes: minutesOf(position) })).filter(({ minutes }) => minutes > 0);
    return { touching: attributed.reduce((total, { minutes }) => total + minutes, 0), attributed };
  }
  function figure(at: number): Figure {
    const least = sum((position) => sums[at + 3 + position]!);
    const estimated = sums[at + 2]!;
    const most = estimated === 0 ? least : sum((position) => sums[at + 3 + position]! + sums[at + 3 + span + position]!);
    return { least, most, unknown: sums[at]!, zero: sums[at + 1]!, estimated };
  }
  return {
    /** An activity whose minutes are shared among so many competencies. */
    entry({ learnerMinutes, learnerMinutesMost, deliveredMinutes, deliveredMinutesMost }: Minutes, among: number): Entry {
      return {
        learner: amount(1, among, { minutes: learnerMinutes, most: learnerMinutesMost }),
        delivered: amount(1 + kindWidth, among, { minutes: deliveredMinutes, most: deliveredMinutesMost }),
      };
    },
    add(cell: number, { learner, delivered }: Entry) {
      const at = cell * width;
      sums[at]!++;
      addTo(at, 1, learner);
      addTo(at, 1 + kindWidth, delivered);
    },
    cell(cell: number): Cell {
      const at = cell * width;
      return { activities: sums[at]!, learner: figure(at + 1), delivered: figure(at + 1 + kindWidth) };
    },
  };
}

import * as z from 'zod';
import { ceiling, type Fraction, floor } from '#app/maths/fraction.ts';
import type { Capacity, FractionRange, People, Seats } from './capacity.ts';

const Whole = z.number().int();
/** The figures of one line in whole numbers: what is needed and what is missing rounded up, what can be served rounded down. Null: it cannot be computed. */
export const Figures = z.object({
  ...{ ready: Whole, neededLow: Whole.nullable(), neededHigh: Whole.nullable() },
  ...{ seatsLow: Whole.nullable(), seatsHigh: Whole.nullable(), shortSeatsLow: Whole.nullable(), shortSeatsHigh: Whole.nullable() },
  ...{
    shortSessionsLow: Whole.nullable(),
    shortSessionsHigh: Whole.nullable(),
    shortPeopleLow: Whole.nullable(),
    shortPeopleHigh: Whole.nullable(),
  },
});
export type Figures = z.infer<typeof Figures>;

/** What a school shares of a year: its figures as they were then. Without lines by competency where one or two people stand behind one of them. */
export const Snapshot = z.object({
  year: z.string(),
  whole: Figures,
  competencies: z.array(Figures.extend({ code: z.string(), title: z.string() })).nullable(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The fewest people behind a figure that is shared: fewer would tell of each. */
export const fewest = 3;

/** A line's figures in whole numbers. */
export function figuresOf({ ready, needed, seats, shortSeats, shortSessions, shortPeople }: People & Seats): Figures {
  const ends = (range: FractionRange | null, rounded: (part: Fraction) => number) =>
    [range && rounded(range.low), range && rounded(range.high)] as const;
  const [neededLow, neededHigh] = ends(needed, ceiling);
  const [seatsLow, seatsHigh] = ends(seats, floor);
  const [shortSeatsLow, shortSeatsHigh] = ends(shortSeats, ceiling);
  const [shortSessionsLow, shortSessionsHigh] = ends(shortSessions, ceiling);
  return {
    ...{ ready, neededLow, neededHigh, seatsLow, seatsHigh, shortSeatsLow, shortSeatsHigh, shortSessionsLow, shortSessionsHigh },
    ...{ shortPeopleLow: shortPeople?.low ?? null, shortPeopleHigh: shortPeople?.high ?? null },
  };
}

/** What may be shared of a capacity; null where fewer than three people stand behind it. */
export function snapshotOf(capacity: Capacity, { year, titles }: { year: string; titles: ReadonlyMap<string, string> }): Snapshot | null {
  if (capacity.whole.ready < fewest) return null;
  const isSafe = capacity.competencies.every(({ ready, heldBack }) =>
    [ready, heldBack].every((people) => people === 0 || people >= fewest),
  );
  return {
    year,
    whole: figuresOf(capacity.whole),
    competencies: isSafe
      ? capacity.competencies.map((each) => ({ code: each.code, title: titles.get(each.code) ?? each.code, ...figuresOf(each) }))
      : null,
  };
}

/** True when every figure is known: only then it can be a part of a sum. */
export function isWhole(figures: Figures): boolean {
  return Object.values(figures).every((figure) => figure !== null);
}

/** A range in words: "12", "12 to 40", or "not known". */
export function rangeWords(low: number | null, high: number | null): string {
  if (low === null || high === null) return 'not known';
  return low === high ? low.toLocaleString('en') : `${low.toLocaleString('en')} to ${high.toLocaleString('en')}`;
}

import { allows, countsOn, lastDay, type Preparation } from '../registry/licence.ts';

/** Whole numbers, from the least to the most; the same twice where it is exact. */
export type Range = { readonly low: number; readonly high: number };
/** An academic year as days (ISO), both of them in it. */
export type Year = { readonly from: string; readonly to: string };

/** Somebody who is ready to teach. `sessions`: how many in a year they are willing to hold; null when they have not said. */
export type Facilitator = {
  readonly id: string;
  readonly schoolId: string;
  readonly comesElsewhere: boolean;
  readonly sessions: Range | null;
  readonly preparations: readonly Preparation[];
};

/** Some days of a year on which somebody is ready for these competencies, by position. */
export type Piece = { readonly ready: readonly number[]; readonly days: number };
/** Somebody's year at a school, in pieces of which each lacks what the one before lost. `isHeldBack`: what their licence keeps them from there. */
export type ReadyYear = {
  readonly sessions: Range | null;
  readonly pieces: readonly Piece[];
  readonly endsWithin: boolean;
  readonly isHeldBack: readonly number[];
};
/** A school as a facilitator meets it: which, when (`days`: how many the year has), and what is taught with there. `codes` are the competencies asked about. */
export type There = {
  readonly schoolId: string;
  readonly year: Year;
  readonly days: number;
  readonly materials: readonly string[];
  readonly codes: readonly string[];
};

/** How many days a year has. */
export function daysOf({ from, to }: Year): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** A facilitator's year there: what the licence leaves, cut where a readiness ends. Null for somebody who is of another school and does not come. */
export function readyYear({ schoolId, comesElsewhere, sessions, preparations }: Facilitator, there: There): ReadyYear | null {
  const isOwnSchool = schoolId === there.schoolId;
  if (!isOwnSchool && !comesElsewhere) return null;
  const days = there.codes.map(() => 0);
  const isHeldBack: number[] = [];
  const teaching = { isOwnSchool, materials: there.materials };
  for (const preparation of preparations) {
    if (!countsOn(preparation, there.year.from)) continue;
    const isAllowed = allows(preparation.licence, teaching);
    const ready = isAllowed ? daysUntil(lastDay(preparation), there) : 0;
    for (const code of preparation.competencies) {
      const at = there.codes.indexOf(code);
      if (at < 0) continue;
      days[at] = Math.max(days[at]!, ready);
      if (!isAllowed) isHeldBack.push(at);
    }
  }
  const pieces = piecesOf(days);
  return {
    sessions,
    pieces,
    endsWithin: pieces.length > 1 || (pieces.length === 1 && pieces[0]!.days < there.days),
    isHeldBack:
      isHeldBack.length === 0
        ? isHeldBack
        : isHeldBack.filter((position, at) => days[position] === 0 && isHeldBack.indexOf(position) === at),
  };
}

/** The pieces of a year in which somebody is ready for each competency on its first so many days. */
function piecesOf(days: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  for (let gone = 0; ; ) {
    let next = Number.POSITIVE_INFINITY;
    for (const each of days) if (each > gone && each < next) next = each;
    if (next === Number.POSITIVE_INFINITY) return pieces;
    const ready: number[] = [];
    for (let position = 0; position < days.length; position++) if (days[position]! > gone) ready.push(position);
    pieces.push({ ready, days: next - gone });
    gone = next;
  }
}

/** Days of the year up to a day, that day included; all of them without one. */
function daysUntil(last: string | null, { year, days }: There): number {
  return last === null || last >= year.to ? days : daysOf({ from: year.from, to: last });
}

function dayNumber(day: string): number {
  return Date.parse(day) / 86_400_000;
}

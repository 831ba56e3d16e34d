import { count } from '#app/ui/count.ts';
import type { StepAsks } from '../programmes/schema.ts';
import { type Step, stands, steps } from '../step.ts';

/** A step that was confirmed. Days are `2026-05-31`. */
export type Standing = {
  readonly id: string;
  readonly step: Step;
  readonly since: string;
  readonly until: string | null;
  readonly ground: string;
  readonly confirmedByName: string;
  readonly endedAt: Date | null;
  readonly endedBecause: string | null;
};
/** What was counted of a person in a programme. */
export type Counted = { readonly attended: number; readonly taught: number; readonly readBack: number };

/** One thing that a step asks for. `soFar`: how many of its sessions there are, null where it asks for none; `isMet`: null where a person judges it. */
export type Criterion = { readonly words: string; readonly soFar: number | null; readonly isMet: boolean | null };
/** A step on somebody's way. `due`: everything that can be counted is there, so a trainer may look at it; a suggestion, and nothing else. */
export type WayStep = {
  readonly step: Step;
  readonly state: 'reached' | 'over' | 'due' | 'next' | 'later';
  readonly standing: Standing | null;
  readonly criteria: readonly Criterion[];
  readonly refreshMonths: number | null;
};

/** What a step asks for, against what was counted. */
export function criteriaOf({ words, attended, taught, isReadBack }: StepAsks, counted: Counted): Criterion[] {
  const sessions = (what: string, asked: number, soFar: number): Criterion[] =>
    asked === 0 ? [] : [{ words: `${count(asked, 'session', 'sessions')} ${what}`, soFar, isMet: soFar >= asked }];
  const isAllRead = counted.taught > 0 && counted.readBack === counted.taught;
  return [
    ...sessions('of one offering attended', attended, counted.attended),
    ...sessions('taught and observed', taught, counted.taught),
    ...(isReadBack ? [{ words: 'Every observation was read by whoever was observed', soFar: null, isMet: isAllRead }] : []),
    ...words.map((each) => ({ words: each, soFar: null, isMet: null })),
  ];
}

/**
 * Somebody's way through a programme: each step with what it asks for. The first step above what stands is next, or due when everything that can be counted is there; one that was reached and is over
 * is due to be refreshed.
 */
export function wayOf(
  path: readonly StepAsks[],
  { standings, counted, today }: { standings: readonly Standing[]; counted: Counted; today: string },
): WayStep[] {
  const newest = (step: Step) =>
    standings.filter((each) => each.step === step).toSorted((one, other) => other.since.localeCompare(one.since));
  const reached = steps.filter((step) => newest(step).some((each) => stands(each, today)));
  const at = Math.max(-1, ...reached.map((step) => steps.indexOf(step)));
  return path.map((asks) => {
    const own = newest(asks.step);
    const standing = own.find((each) => stands(each, today)) ?? own.find(({ endedAt }) => endedAt === null) ?? null;
    const criteria = criteriaOf(asks, counted);
    const place = steps.indexOf(asks.step);
    const state = stateOf({ standing, today, isNext: place === at + 1, isBelow: place <= at, criteria });
    return { step: asks.step, state, standing, criteria, refreshMonths: asks.refreshMonths };
  });
}

function stateOf(of: {
  standing: Standing | null;
  today: string;
  isNext: boolean;
  isBelow: boolean;
  criteria: readonly Criterion[];
}): WayStep['state'] {
  if (of.standing && stands(of.standing, of.today)) return 'reached';
  if (of.standing) return 'over';
  // Who came in at a higher step has been here.
  if (of.isBelow) return 'reached';
  if (!of.isNext) return 'later';
  const counts = of.criteria.filter(({ isMet }) => isMet !== null);
  return counts.length > 0 && counts.every(({ isMet }) => isMet) ? 'due' : 'next';
}

/** The day on which a step that begins on a day is over; null: never. The end of a shorter month stands for a day that it lacks. */
export function untilOf(since: string, refreshMonths: number | null): string | null {
  if (refreshMonths === null) return null;
  const [year = 0, month = 1, date = 1] = since.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + refreshMonths, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + refreshMonths, Math.min(date, last))).toISOString().slice(0, 10);
}

import type { Extent, Level } from '../link.ts';

/**
 * What the course directors make of a link: they said so (fully, or less), said that it is not so, are asked and may still answer, let the question's date
 * pass, or there is none to ask. A link that is `asked` or `withdrawn` is no figure yet.
 */
export const confirmationStates = ['confirmed-fully', 'confirmed', 'withdrawn', 'asked', 'unanswered', 'no-director'] as const;
export type Confirmation = (typeof confirmationStates)[number];

/** How a link stands, or stood when a director saw it. */
export type LinkWord = { readonly level: Level; readonly extent: Extent };

/** What the director of a course said of one activity and one competency. `settled`: what the lead did about a withdrawn link. */
export type DirectorWord = LinkWord & {
  readonly answer: 'still' | 'not' | 'missed';
  readonly seenLevel: string | null;
  readonly seenExtent: string | null;
  readonly settled: 'removed' | 'kept' | null;
};

/** A course that has a director, beside a link of one of its activities. `dueOn`: the day (`2026-11-25`) until which they may answer; null: not asked yet. */
export type DirectedCourse = { readonly dueOn: string | null; readonly said: DirectorWord | null };

/** True when the director's word is about this link as it stands, and not about one that a mapper made otherwise since. */
export function isAbout(said: DirectorWord, link: LinkWord): boolean {
  if (said.answer === 'not') return said.settled !== 'removed' && said.seenLevel === link.level && said.seenExtent === link.extent;
  return said.level === link.level && said.extent === link.extent;
}

/**
 * What the directors of all courses in which the activity stands make of a link, on a day (`today`, as `2026-11-25`). One no weighs more than a yes until the
 * lead settles it; one yes is enough. A link that the lead kept against the director is unanswered: it counts, and nobody confirmed it.
 */
export function confirmationOf(link: LinkWord, courses: readonly DirectedCourse[], today: string): Confirmation {
  const states = courses.map((course) => ofCourse(link, course, today));
  return confirmationStates.toSorted((one, other) => weight[one] - weight[other]).find((state) => states.includes(state)) ?? 'no-director';
}

const weight: Readonly<Record<Confirmation, number>> = {
  withdrawn: 1,
  'confirmed-fully': 2,
  confirmed: 3,
  asked: 4,
  unanswered: 5,
  'no-director': 6,
};

function ofCourse(link: LinkWord, { dueOn, said }: DirectedCourse, today: string): Confirmation {
  if (said && isAbout(said, link)) {
    if (said.answer === 'not') return said.settled === 'kept' ? 'unanswered' : 'withdrawn';
    return said.extent === 'fully' ? 'confirmed-fully' : 'confirmed';
  }
  return dueOn !== null && dueOn < today ? 'unanswered' : 'asked';
}

/** The confirmations of a year by `activityId competencyId`; a pair that is not there has no director. */
export type Confirmations = ReadonlyMap<string, Confirmation>;

/** Where a pair stands in `Confirmations`. */
export function pairKey(activityId: string, competencyId: string): string {
  return `${activityId} ${competencyId}`;
}

/** What the directors make of the link between an activity and a competency. */
export function confirmationFor(all: Confirmations, activityId: string, competencyId: string): Confirmation {
  return all.get(pairKey(activityId, competencyId)) ?? 'no-director';
}

/** True when a link counts in figures: nobody is asked, somebody said so, or the date has passed (which is said beside the figure). */
export function isFigure(state: Confirmation): boolean {
  return state !== 'asked' && state !== 'withdrawn';
}

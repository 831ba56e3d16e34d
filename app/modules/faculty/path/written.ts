import type { CsvValue } from '#app/platform/csv.ts';
import { type Step, stepWords } from '../step.ts';
import type { PersonOnPath } from './queries.server.ts';
import type { WayStep } from './way.ts';

/** The highest step that stands on somebody's way, with the row it has; null where none does. */
export function reachedOf(way: readonly WayStep[]): WayStep | null {
  return way.findLast(({ state }) => state === 'reached') ?? null;
}

/** What waits on somebody's way: a step that is due, or one that is over. */
export function waitingOf(way: readonly WayStep[]): WayStep | null {
  return way.find(({ state }) => state === 'due' || state === 'over') ?? null;
}

/** Somebody of a programme, for programs. */
export function writtenPerson({ name, way, counted }: PersonOnPath) {
  const reached = reachedOf(way);
  const waits = waitingOf(way);
  const words = (step: Step | undefined) => (step === undefined ? null : stepWords[step]);
  return {
    ...{ name, step: words(reached?.step), since: reached?.standing?.since ?? null, until: reached?.standing?.until ?? null },
    ...{ waits: words(waits?.step), because: waits?.state ?? null, attended: counted.attended, taught: counted.taught },
  };
}

/** The columns of the people of a programme as CSV; `because`: `due` is a suggestion, `over` a step that has to be refreshed. */
export const personHead: readonly string[] = [
  'name',
  'step',
  'since',
  'until',
  'waits',
  'because',
  'sessions_attended',
  'sessions_taught_and_observed',
];

/** Somebody of a programme as a line of CSV. */
export function personLine(person: PersonOnPath): CsvValue[] {
  return Object.values(writtenPerson(person));
}

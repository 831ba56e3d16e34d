import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import type { Extent, Level } from '../link.ts';

/** Where asking a director about a course stands. `silent`: the last day passed without a done. */
export type DirectorState = 'named' | 'asked' | 'answered' | 'silent';

/** Where asking stands, on a day (`2026-11-25`). */
export function stateOfDirector({ dueOn, doneAt }: { dueOn: string | null; doneAt: Date | null }, today: string): DirectorState {
  if (doneAt) return 'answered';
  if (dueOn === null) return 'named';
  return dueOn < today ? 'silent' : 'asked';
}

/** The states as a list shows them. */
export const directorStates: Readonly<Record<DirectorState, string>> = {
  named: 'Named, not asked',
  asked: 'Asked',
  answered: 'Answered',
  silent: 'Silent',
};

/** The same states as the director reads them about their own course. */
export const ownStates: Readonly<Record<DirectorState, string>> = {
  named: 'Not asked yet',
  asked: 'Your school waits for them',
  answered: 'Done',
  silent: 'The last day is over',
};

/** How far an activity goes, as a director reads it. */
export const levelPhrases: Readonly<Record<Level, string>> = {
  introduced: 'introduces',
  practised: 'has learners practise',
  assessed: 'assesses',
};

/** How fully, as a director reads it. */
export const extentPhrases: Readonly<Record<Extent, string>> = {
  mentioned: 'Mentioned',
  partly: 'Partly addressed',
  fully: 'Fully addressed',
};

/** How many of a course's links have a word, and until when the others may get one. */
export function answeredWords({ links, answered, dueOn }: { links: number; answered: number; dueOn: string | null }): string {
  const until = dueOn === null ? '' : `, until ${day(dueOn)}`;
  return links === 0 ? `No link yet${until}` : `${answered} of ${count(links, 'link', 'links')}${until}`;
}

/** How far an activity goes, as a director chooses it. */
export const levelWords: Readonly<Record<Level, string>> = { introduced: 'Introduced', practised: 'Practised', assessed: 'Assessed' };

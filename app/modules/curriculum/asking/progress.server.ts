import { zone } from '#app/modules/members/time-zone.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { tellProgress } from '../rounds/progress-commands.server.ts';
import { openRound } from '../rounds/queries.server.ts';
import { directedCourses } from './director-queries.server.ts';
import { openContradictions } from './settle-queries.server.ts';
import { stateOfDirector } from './words.ts';

/**
 * Tells the year's open round how far its school is with asking course directors and with what they confirm; without a round, or without a director, nothing.
 * A director whose last day is over is not waited for any more: what they did not answer counts, and is said to be unanswered.
 */
export async function tellAsking(scope: Scope, year: string): Promise<void> {
  const round = await openRound(scope, { year });
  if (!round) return;
  const named = await directedCourses(scope, year);
  if (named.length === 0) return;
  const asked = named.filter(({ askedAt }) => askedAt !== null);
  const isAsked = asked.length === named.length;
  const step = { roundId: round.id, step: 'ask' } as const;
  await tellProgress(scope, { ...step, ...share(asked.length, named.length), waitsFor: isAsked ? null : 'lead' });
  if (asked.length === 0) return;
  const contradictions = await openContradictions(scope, year);
  const today = isoDayIn(new Date(), zone);
  const over = asked.filter((each) => stateOfDirector(each, today) !== 'asked');
  const isHeard = over.length === asked.length;
  const progress = share(over.length, asked.length);
  const state = isHeard && contradictions > 0 ? 'open' : progress.state;
  const waitsFor = isHeard ? (contradictions > 0 ? 'lead' : null) : 'director';
  await tellProgress(scope, { roundId: round.id, step: 'confirm', ...progress, state, waitsFor });
}

/** Tells the year's open round that its school submitted, or took that back. */
export async function tellSubmitted(scope: Scope, year: string, isSubmitted: boolean): Promise<void> {
  const round = await openRound(scope, { year });
  if (!round) return;
  const said = isSubmitted
    ? ({ state: 'done', tenths: 10, waitsFor: null } as const)
    : ({ state: 'open', tenths: 0, waitsFor: 'lead' } as const);
  await tellProgress(scope, { roundId: round.id, step: 'submit', ...said });
}

/** Tenths rounded down, so that ten is all of them. */
function share(part: number, whole: number): { state: 'open' | 'done'; tenths: number } {
  return { state: part === whole ? 'done' : 'open', tenths: Math.floor((10 * part) / whole) };
}

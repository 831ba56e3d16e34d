import type { Scope } from '#app/platform/scope.server.ts';
import { type Matter, mattersOf } from '../editing/settle.ts';
import { type OpenMessage, unsettledOf } from '../editing/settle-queries.server.ts';
import { type YearGround, yearGround } from '../queries.server.ts';
import { openGroupQuestions } from '../teaching/queries.server.ts';

/** What of a year is to be settled, and the messages of its latest imports that still hold. `year` is null when the school has brought nothing in. */
export type ToSettle = YearGround & { readonly matters: readonly Matter[]; readonly messages: readonly OpenMessage[] };

/** The worklist of the year asked for, or of the newest. It is worked out from the map as it stands, so that it empties itself. */
export async function toSettle(scope: Scope, asked?: string): Promise<ToSettle> {
  const ground = await yearGround(scope, asked);
  if (ground.year === null) return { ...ground, matters: [], messages: [] };
  const { messages, ...state } = await unsettledOf(scope, ground.year);
  return { ...ground, matters: mattersOf(ground.year, state, await openGroupQuestions(scope, ground.year)), messages };
}

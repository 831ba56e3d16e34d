import type { Scope } from '#app/platform/scope.server.ts';
import { occasionOf } from '../../attendance/queries.server.ts';
import { type ForumEvent, isComing } from '../events/event.ts';
import { itemsOfEvent, itemsToUse } from '../events/item-queries.server.ts';
import { assertMayKeepEvent, keptRows } from '../events/queries.server.ts';
import { questionsWaiting } from '../questions/queries.server.ts';
import { recapOf } from '../recap/queries.server.ts';
import { mayKeepEvent, mayPlan } from '../rules.ts';
import { allSpeakers, speakersOf } from '../speakers/queries.server.ts';
import { type Wait, waitsAt } from './waiting.ts';

/** An event as whoever plans sees it in a list. */
export type PlannedEvent = ForumEvent & { readonly questions: number; readonly hasRecap: boolean; readonly mayKeep: boolean };

/** Every event that the actor sees, drafts too: the coming by their time, the past with the newest first, each with what waits. */
export async function plannedEvents(scope: Scope, now: Date): Promise<{ coming: PlannedEvent[]; past: PlannedEvent[] }> {
  const waiting = await questionsWaiting(scope);
  const recaps = await scope.tx.selectFrom('forumRecap').select('eventId').where('publishedAt', 'is not', null).execute();
  const withRecap = new Set(recaps.map(({ eventId }) => eventId));
  const events = (await keptRows(scope).orderBy('p.sortedAt').execute()).map((event) => ({
    ...event,
    questions: waiting.get(event.id) ?? 0,
    hasRecap: withRecap.has(event.id),
    mayKeep: mayKeepEvent(scope.actor, event),
  }));
  return { coming: events.filter((event) => isComing(event, now)), past: events.filter((event) => !isComing(event, now)).reverse() };
}

/** What waits for whoever keeps events, the next event first. */
export async function forumWaits(scope: Scope, now: Date, { coming, past }: Awaited<ReturnType<typeof plannedEvents>>): Promise<Wait[]> {
  const kept = [...coming, ...past].filter(({ mayKeep }) => mayKeep);
  const asked = new Map((await allSpeakers(scope)).map(({ id, askedAt }) => [id, askedAt]));
  const speakers = Map.groupBy(
    await speakersOf(
      scope,
      kept.filter((event) => isComing(event, now)).map(({ id }) => id),
    ),
    ({ eventId }) => eventId,
  );
  return kept.flatMap((event) => {
    const own = (speakers.get(event.id) ?? []).map((speaker) => ({ ...speaker, askedAt: asked.get(speaker.id) ?? null }));
    return waitsAt({ ...event, speakers: own }, now);
  });
}

/** The same for the first page of the workspace; nothing for whoever keeps no events. */
export async function forumWaiting(scope: Scope, now: Date): Promise<Wait[]> {
  return mayPlan(scope.actor) ? forumWaits(scope, now, await plannedEvents(scope, now)) : [];
}

/** One event for whoever keeps it, with its speakers, whoever else could speak, what it used of the library, the items that say `find`, and what waits. */
export async function plannedEvent(scope: Scope, slug: string, { find }: { find: string }) {
  const event = await assertMayKeepEvent(scope, slug);
  const speakers = await speakersOf(scope, [event.id]);
  return {
    event,
    occasion: event.occasionId === null ? null : await occasionOf(scope, event.occasionId),
    speakers,
    others: (await allSpeakers(scope)).filter(({ id }) => !speakers.some((speaker) => speaker.id === id)),
    questions: (await questionsWaiting(scope)).get(event.id) ?? 0,
    recap: await recapOf(scope, event.id),
    items: await itemsOfEvent(scope, event.id),
    found: await itemsToUse(scope, find),
  };
}
/** An event as the desk of whoever keeps it shows it. */
export type DeskEvent = Awaited<ReturnType<typeof plannedEvent>>;

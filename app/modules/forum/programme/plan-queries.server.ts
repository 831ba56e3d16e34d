import type { Scope } from '#app/platform/scope.server.ts';
import { occasionOf } from '../../attendance/queries.server.ts';
import { type ForumEvent, isComing } from '../events/event.ts';
import { assertMayKeepEvent, programmeRows } from '../events/queries.server.ts';
import { questionsWaiting } from '../questions/queries.server.ts';
import { recapOf } from '../recap/queries.server.ts';
import { mayKeepEvent } from '../rules.ts';
import { allSpeakers, speakersOf } from '../speakers/queries.server.ts';

/** An event as whoever plans sees it in a list. */
export type PlannedEvent = ForumEvent & { readonly questions: number; readonly hasRecap: boolean; readonly mayKeep: boolean };

/** Every event that the actor sees, drafts too: the coming by their time, the past with the newest first, each with what waits. */
export async function plannedEvents(scope: Scope, now: Date): Promise<{ coming: PlannedEvent[]; past: PlannedEvent[] }> {
  const waiting = await questionsWaiting(scope);
  const recaps = await scope.tx.selectFrom('forumRecap').select('eventId').where('publishedAt', 'is not', null).execute();
  const withRecap = new Set(recaps.map(({ eventId }) => eventId));
  const events = (await programmeRows(scope).orderBy('p.sortedAt').execute()).map((event) => ({
    ...event,
    questions: waiting.get(event.id) ?? 0,
    hasRecap: withRecap.has(event.id),
    mayKeep: mayKeepEvent(scope.actor, event),
  }));
  return { coming: events.filter((event) => isComing(event, now)), past: events.filter((event) => !isComing(event, now)).reverse() };
}

/** What waits for whoever keeps events: questions to read, and events that are over and have no recap. For the first page of the workspace. */
export async function forumWaiting(scope: Scope, now: Date) {
  const { coming, past } = await plannedEvents(scope, now);
  const recent = new Date(now.getTime() - 60 * 86_400_000);
  return {
    questions: [...coming, ...past].filter(({ mayKeep, questions }) => mayKeep && questions > 0),
    recaps: past.filter(
      ({ mayKeep, hasRecap, occasionId, endsAt, status }) =>
        mayKeep && !hasRecap && occasionId !== null && status !== 'cancelled' && endsAt !== null && endsAt > recent,
    ),
  };
}

/** One event for whoever keeps it, with its speakers, whoever else could speak, and what waits. */
export async function plannedEvent(scope: Scope, slug: string) {
  const event = await assertMayKeepEvent(scope, slug);
  const speakers = await speakersOf(scope, [event.id]);
  return {
    event,
    occasion: event.occasionId === null ? null : await occasionOf(scope, event.occasionId),
    speakers,
    others: (await allSpeakers(scope)).filter(({ id }) => !speakers.some((speaker) => speaker.id === id)),
    questions: (await questionsWaiting(scope)).get(event.id) ?? 0,
    recap: await recapOf(scope, event.id),
  };
}

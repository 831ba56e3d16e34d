import type { Scope } from '#app/platform/scope.server.ts';
import { pageOf } from '#app/ui/page-within.ts';
import { type ForumEvent, isComing } from '../events/event.ts';
import { competenciesOfEvents, eventNamed, forumCompetencies, programmeRows, seriesNamed } from '../events/queries.server.ts';
import { acceptedQuestions } from '../questions/queries.server.ts';
import { recapOf } from '../recap/queries.server.ts';
import { eventIdsOf, type NamedSpeaker, speakerNamed, speakersOf } from '../speakers/queries.server.ts';
import type { ProgrammeSearch } from './schema.ts';

/** How many past events stand on one page. */
export const pastPageSize = 20;

/** An event of a list, with whoever speaks there and may be named. */
export type ListedEvent = ForumEvent & { readonly speakers: readonly NamedSpeaker[]; readonly hasRecap: boolean };

function publicRows(scope: Scope) {
  return programmeRows(scope).where('p.publishedAt', 'is not', null);
}

/** Adds to each event of a list who speaks there, and whether a recap is there. */
async function listed(scope: Scope, events: readonly ForumEvent[]): Promise<ListedEvent[]> {
  const ids = events.map(({ id }) => id);
  const speakers = Map.groupBy(await speakersOf(scope, ids), ({ eventId }) => eventId);
  const recaps =
    ids.length === 0
      ? []
      : await scope.tx
          .selectFrom('forumRecap')
          .select('eventId')
          .where('eventId', 'in', ids)
          .where('publishedAt', 'is not', null)
          .execute();
  const withRecap = new Set(recaps.map(({ eventId }) => eventId));
  return events.map((event) => ({ ...event, speakers: speakers.get(event.id) ?? [], hasRecap: withRecap.has(event.id) }));
}

/** Coming events, the next first, and past ones, the newest first, of a topic and a competency where the address names them; with all topics and competencies that can be chosen. */
export async function programme(scope: Scope, { topic, competency, page }: ProgrammeSearch, now: Date) {
  const competencies = await forumCompetencies(scope);
  const links = await scope.tx.selectFrom('forumEventCompetency').select(['eventId', 'competencyStableId']).execute();
  const chosen = competency === null ? null : competencies.find(({ code }) => code === competency);
  const all = await publicRows(scope).orderBy('p.sortedAt').execute();
  const ofCompetency = new Set(
    links.filter(({ competencyStableId }) => competencyStableId === chosen?.stableId).map(({ eventId }) => eventId),
  );
  const wanted = all.filter((event) => (topic === null || event.topics.includes(topic)) && (chosen === null || ofCompetency.has(event.id)));
  const coming = wanted.filter((event) => isComing(event, now));
  const past = pageOf(wanted.filter((event) => !isComing(event, now)).reverse(), page, pastPageSize);
  const used = new Set(links.map(({ competencyStableId }) => competencyStableId));
  return {
    coming: await listed(scope, coming),
    past: { ...past, rows: await listed(scope, past.rows) },
    topics: [...new Set(all.flatMap(({ topics }) => topics))].sort((one, other) => one.localeCompare(other, 'en')),
    competencies: competencies.filter(({ stableId }) => used.has(stableId)),
    series: await publishedSeries(scope),
  };
}

function publishedSeries({ tx }: Scope) {
  return tx
    .selectFrom('forumSeries')
    .select(['slug', 'title', 'cadence', 'host', 'isSample'])
    .where('publishedAt', 'is not', null)
    .orderBy('title')
    .execute();
}

/** The next event to come, for the home page; null when none is planned. */
export async function nextEvent(scope: Scope, now: Date): Promise<ForumEvent | null> {
  const found = await publicRows(scope)
    .where('p.endsAt', '>', now)
    .where('p.status', '<>', 'cancelled')
    .orderBy('p.startsAt')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

/** Everything that the page of one event shows to the public. */
export async function eventPage(scope: Scope, slug: string) {
  const event = await eventNamed(scope, slug);
  return {
    event,
    speakers: await speakersOf(scope, [event.id]),
    competencies: (await competenciesOfEvents(scope, [event.id])).get(event.id) ?? [],
    questions: await acceptedQuestions(scope, event.id),
    recap: await recapOf(scope, event.id),
  };
}

/** A series with its events, the coming and the past. */
export async function seriesPage(scope: Scope, slug: string, now: Date) {
  const series = await seriesNamed(scope, slug);
  const events = await listed(scope, await publicRows(scope).where('p.seriesId', '=', series.id).orderBy('p.sortedAt').execute());
  return {
    series,
    coming: events.filter((event) => isComing(event, now)),
    past: events.filter((event) => !isComing(event, now)).reverse(),
  };
}

/** A speaker with the events at which they spoke or will. */
export async function speakerPage(scope: Scope, slug: string, now: Date) {
  const speaker = await speakerNamed(scope, slug);
  const ids = await eventIdsOf(scope, speaker.id);
  const rows = ids.length === 0 ? [] : await publicRows(scope).where('p.id', 'in', ids).orderBy('p.sortedAt').execute();
  const events = await listed(scope, rows);
  return {
    speaker,
    coming: events.filter((event) => isComing(event, now)),
    past: events.filter((event) => !isComing(event, now)).reverse(),
  };
}

/** The events that calendars hold: published ones whose hour is known, cancelled ones too; of a series, or all. What is known to the month alone has no place in a calendar. */
export function calendarEvents(scope: Scope, seriesId?: string): Promise<ForumEvent[]> {
  const rows = publicRows(scope).where('p.startsAt', 'is not', null).orderBy('p.sortedAt');
  return (seriesId === undefined ? rows : rows.where('p.seriesId', '=', seriesId)).execute();
}

import type { Scope } from '#app/platform/scope.server.ts';
import { pageOf } from '#app/ui/page-within.ts';
import { occasionOf } from '../../attendance/queries.server.ts';
import { type ForumEvent, isComing } from '../events/event.ts';
import { itemsOfEvent } from '../events/item-queries.server.ts';
import { competenciesOfEvents, eventNamed, forumCompetencies, programmeRows, seriesNamed } from '../events/queries.server.ts';
import { acceptedQuestions } from '../questions/queries.server.ts';
import { recapOf } from '../recap/queries.server.ts';
import { eventIdsOf, type NamedSpeaker, speakerNamed, speakersOf } from '../speakers/queries.server.ts';
import type { CalendarEvent } from './calendar.ts';
import { type ProgrammeSearch, pageSize } from './schema.ts';

/** How many events a page names that is about something else. */
const mostNamed = 10;
/** Which page of the coming and of the past events is asked for, and when. */
type Asked = Pick<ProgrammeSearch, 'coming' | 'page'> & { readonly now: Date };

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

type Brief = Pick<ForumEvent, 'id' | 'startsAt' | 'endsAt' | 'timeZone' | 'heldMonth' | 'topics' | 'seriesId'>;

/** Every published event by its time, as little of each as choosing needs: a page shows few of them whole. */
function briefly({ tx }: Scope): Promise<Brief[]> {
  return tx
    .selectFrom('forumProgramme')
    .select(['id', 'startsAt', 'endsAt', 'timeZone', 'heldMonth', 'topics', 'seriesId'])
    .where('publishedAt', 'is not', null)
    .orderBy('sortedAt')
    .$castTo<Brief>()
    .execute();
}

/** A page of the coming events, the next first, and one of the past ones, the newest first. */
async function parted(scope: Scope, events: readonly Brief[], { coming: comingPage, page, now }: Asked) {
  const coming = pageOf(
    events.filter((event) => isComing(event, now)),
    comingPage,
    pageSize,
  );
  const past = pageOf(events.filter((event) => !isComing(event, now)).reverse(), page, pageSize);
  const ids = [...coming.rows, ...past.rows].map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await publicRows(scope).where('p.id', 'in', ids).execute();
  const whole = new Map((await listed(scope, rows)).map((event) => [event.id, event]));
  const inOrder = (briefs: readonly Brief[]) => briefs.flatMap(({ id }) => whole.get(id) ?? []);
  return { coming: { ...coming, rows: inOrder(coming.rows) }, past: { ...past, rows: inOrder(past.rows) } };
}

/** Coming and past events of a topic and a competency where the address names them; with all topics, competencies and series that can be chosen. */
export async function programme(scope: Scope, { topic, competency, ...pages }: ProgrammeSearch, now: Date) {
  const competencies = await forumCompetencies(scope);
  const links = await scope.tx.selectFrom('forumEventCompetency').select(['eventId', 'competencyStableId']).execute();
  const chosen = competency === null ? null : competencies.find(({ code }) => code === competency);
  const ofChosen = new Set(links.flatMap(({ eventId, competencyStableId }) => (competencyStableId === chosen?.stableId ? [eventId] : [])));
  const all = await briefly(scope);
  const wanted = all.filter(({ id, topics }) => (topic === null || topics.includes(topic)) && (competency === null || ofChosen.has(id)));
  const used = new Set(links.map(({ competencyStableId }) => competencyStableId));
  return {
    ...(await parted(scope, wanted, { ...pages, now })),
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
  const { forSchoolId: _, ...event } = await eventNamed(scope, slug);
  return {
    event,
    speakers: await speakersOf(scope, [event.id]),
    competencies: (await competenciesOfEvents(scope, [event.id])).get(event.id) ?? [],
    questions: await acceptedQuestions(scope, event.id),
    recap: await recapOf(scope, event.id),
    items: await itemsOfEvent(scope, event.id),
    occasion: event.occasionId === null ? null : await occasionOf(scope, event.occasionId),
  };
}

/** The newest events about a competency (by stable id), coming ones too, for its own page. */
export function eventsAbout(scope: Scope, stableId: string): Promise<ForumEvent[]> {
  return newest(scope)
    .where('p.id', 'in', (links) => links.selectFrom('forumEventCompetency').select('eventId').where('competencyStableId', '=', stableId))
    .execute();
}

/** The newest events that used an item of the library, for its own page. */
export function eventsUsing(scope: Scope, itemId: string): Promise<ForumEvent[]> {
  return newest(scope)
    .where('p.id', 'in', (links) => links.selectFrom('forumEventItem').select('eventId').where('itemId', '=', itemId))
    .execute();
}

function newest(scope: Scope) {
  return publicRows(scope).orderBy('p.sortedAt', 'desc').limit(mostNamed);
}

/** A series with its events, the coming and a page of the past. */
export async function seriesPage(scope: Scope, slug: string, asked: Asked) {
  const series = await seriesNamed(scope, slug);
  const events = (await briefly(scope)).filter(({ seriesId }) => seriesId === series.id);
  return { series, ...(await parted(scope, events, asked)) };
}

/** A speaker with the events at which they spoke or will. */
export async function speakerPage(scope: Scope, slug: string, asked: Asked) {
  const { forSchoolId: _, ...speaker } = await speakerNamed(scope, slug);
  const ids = new Set(await eventIdsOf(scope, speaker.id));
  const events = (await briefly(scope)).filter(({ id }) => ids.has(id));
  return { speaker, ...(await parted(scope, events, asked)) };
}

/** The events that calendars hold: published ones whose hour is known, cancelled ones too; of a series, or all. What is known to the month alone has no place in a calendar. */
export function calendarEvents({ tx }: Scope, seriesId?: string): Promise<CalendarEvent[]> {
  return tx
    .selectFrom('forumProgramme')
    .select(['id', 'occasionId', 'slug', 'title', 'summary', 'startsAt', 'endsAt', 'place', 'status', 'sequence', 'createdAt', 'updatedAt'])
    .where('publishedAt', 'is not', null)
    .where('startsAt', 'is not', null)
    .$if(seriesId !== undefined, (rows) => rows.where('seriesId', '=', seriesId!))
    .orderBy('sortedAt')
    .$castTo<CalendarEvent>()
    .execute();
}

import type { Scope } from '#app/platform/scope.server.ts';
import { pageOf } from '#app/ui/page-within.ts';
import { type ForumEvent, isComing } from '../events/event.ts';
import { competenciesOfEvents, eventNamed, forumCompetencies, programmeRows, seriesNamed } from '../events/queries.server.ts';
import { acceptedQuestions } from '../questions/queries.server.ts';
import { recapOf } from '../recap/queries.server.ts';
import { eventIdsOf, type NamedSpeaker, speakerNamed, speakersOf } from '../speakers/queries.server.ts';
import type { CalendarEvent } from './calendar.ts';
import type { ProgrammeSearch } from './schema.ts';

/** How many past events stand on one page. */
export const pastPageSize = 20;
/** How many coming events a page shows. */
const mostComing = 50;

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

/** Events parted into coming ones, the next first, and one page of past ones, the newest first. `later`: how many are so far away that only calendars hold them. */
async function parted(scope: Scope, events: readonly Brief[], { page, now }: { page: number; now: Date }) {
  const coming = events.filter((event) => isComing(event, now));
  const past = pageOf(events.filter((event) => !isComing(event, now)).reverse(), page, pastPageSize);
  const ids = [...coming.slice(0, mostComing), ...past.rows].map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await publicRows(scope).where('p.id', 'in', ids).execute();
  const whole = new Map((await listed(scope, rows)).map((event) => [event.id, event]));
  const inOrder = (briefs: readonly Brief[]) => briefs.flatMap(({ id }) => whole.get(id) ?? []);
  return {
    coming: inOrder(coming.slice(0, mostComing)),
    later: Math.max(0, coming.length - mostComing),
    past: { ...past, rows: inOrder(past.rows) },
  };
}

/** Coming and past events of a topic and a competency where the address names them; with all topics, competencies and series that can be chosen. */
export async function programme(scope: Scope, { topic, competency, page }: ProgrammeSearch, now: Date) {
  const competencies = await forumCompetencies(scope);
  const links = await scope.tx.selectFrom('forumEventCompetency').select(['eventId', 'competencyStableId']).execute();
  const chosen = competency === null ? null : competencies.find(({ code }) => code === competency);
  const ofChosen = new Set(links.flatMap(({ eventId, competencyStableId }) => (competencyStableId === chosen?.stableId ? [eventId] : [])));
  const all = await briefly(scope);
  const wanted = all.filter(({ id, topics }) => (topic === null || topics.includes(topic)) && (competency === null || ofChosen.has(id)));
  const used = new Set(links.map(({ competencyStableId }) => competencyStableId));
  return {
    ...(await parted(scope, wanted, { page, now })),
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

/** A series with its events, the coming and a page of the past. */
export async function seriesPage(scope: Scope, slug: string, { page, now }: { page: number; now: Date }) {
  const series = await seriesNamed(scope, slug);
  const events = (await briefly(scope)).filter(({ seriesId }) => seriesId === series.id);
  return { series, ...(await parted(scope, events, { page, now })) };
}

/** A speaker with the events at which they spoke or will. */
export async function speakerPage(scope: Scope, slug: string, { page, now }: { page: number; now: Date }) {
  const speaker = await speakerNamed(scope, slug);
  const ids = new Set(await eventIdsOf(scope, speaker.id));
  const events = (await briefly(scope)).filter(({ id }) => ids.has(id));
  return { speaker, ...(await parted(scope, events, { page, now })) };
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

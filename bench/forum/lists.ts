import { sql } from 'kysely';
import { calendarOf } from '#app/modules/attendance/calendar.ts';
import { calendarEntries } from '#app/modules/forum/programme/calendar.ts';
import { plannedEvents } from '#app/modules/forum/programme/plan-queries.server.ts';
import { calendarEvents, programme, seriesPage } from '#app/modules/forum/programme/queries.server.ts';
import { ProgrammeSearch } from '#app/modules/forum/programme/schema.ts';
import { operator, visitor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { type List, ownDatabase, slowestOf } from '../measuring.ts';

const n = 500;
/** And those that the collaborative held stand in every Concord. */
const all = n + 3;

/**
 * The lists of the forum at 500 events (half of them past) with two speakers each: the public page plain, filtered and at its last page, a series, the calendar of all, and the
 * list of whoever plans. The limit is 80 ms for each. Reference: the same events read by their keys, in the visitor's role.
 */
export async function* run() {
  await using _database = ownDatabase();
  await as(operator(), fill);
  const now = new Date('2030-01-01T00:00:00Z');
  const shown = (search: Record<string, string>) => async () => {
    const { coming, past } = await as(visitor, (scope) => programme(scope, ProgrammeSearch.parse(search), now));
    return coming.total + past.total;
  };
  const calendar = async () => calendarEntries(await as(visitor, (scope) => calendarEvents(scope)));
  const lists: Record<string, List> = {
    first: [shown({}), all],
    'last pages': [shown({ coming: '13', page: '13' }), all],
    'of a topic': [shown({ topic: 'Topic 3' }), n / 10],
    series: [
      () =>
        as(visitor, async (scope) => {
          const { coming, past } = await seriesPage(scope, 'a-series', { coming: 1, page: 1, now });
          return coming.total + past.total;
        }),
      n,
    ],
    calendar: [
      async () => calendarOf(await calendar(), { name: 'All', origin: 'https://concord.example' }).split('BEGIN:VEVENT').length - 1,
      n + 1, // two of them have a month and no day
    ],
    plans: [
      () =>
        as(operator(), async (scope) => {
          const { coming, past } = await plannedEvents(scope, now);
          return coming.length + past.length;
        }),
      all,
    ],
  };
  const ids = () => as(visitor, ({ tx }) => tx.selectFrom('forumProgramme').select('id').execute());
  yield await slowestOf(n, lists, ['the ids of all events', ids]);
}

/** As planning leaves them: an event a week, noon in New York, by tens of topics; a hundred speakers who confirmed. */
async function fill({ tx }: Scope): Promise<void> {
  await sql`insert into forum_series (slug, title, published_at) values ('a-series', 'A series', now())`.execute(tx);
  await sql`insert into occasion (title, page, starts_at, ends_at, time_zone, status)
    select 'Event number ' || i, '/forum/event-' || i, starts, starts + interval '1 hour', 'America/New_York', 'published'
    from generate_series(1, ${n}) i, lateral (select timestamptz '2025-03-13 16:00Z' + i * interval '7 days') s (starts)`.execute(tx);
  await sql`insert into forum_event (slug, occasion_id, series_id, description, topics, published_at)
    select replace(page, '/forum/', ''), o.id, s.id, repeat('What it is about, in a few words. ', 40), array['Topic ' || right(page, 1), 'Topic of all'], now()
    from occasion o, forum_series s where s.slug = 'a-series'`.execute(tx);
  await sql`insert into forum_speaker (slug, name, affiliation, confirmed_at) select 'speaker-' || i, 'Speaker ' || i, 'A school', now() from generate_series(1, 100) i`.execute(
    tx,
  );
  await sql`insert into forum_event_speaker (event_id, speaker_id, position)
    select e.id, s.id, p from (select id, row_number() over (order by id) n from forum_event) e, generate_series(1, 2) p,
      lateral (select id from forum_speaker where slug = 'speaker-' || (1 + (e.n + 7 * p) % 100)) s`.execute(tx);
}

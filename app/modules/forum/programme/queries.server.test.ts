import assert from 'node:assert/strict';
import { test } from 'node:test';
import ical from 'ical.js';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor } from '../../../../tests/people.ts';
import { calendarOf } from '../../attendance/calendar.ts';
import { cancelEvent, planEvent, publishEvent } from '../events/commands.server.ts';
import { forumCompetencies, seriesNamed } from '../events/queries.server.ts';
import { EventForm, SeriesForm } from '../events/schema.ts';
import { beginSeries } from '../events/series-commands.server.ts';
import { calendarEntries } from './calendar.ts';
import { turn } from './jobs.server.ts';
import { plannedEvents } from './plan-queries.server.ts';
import { calendarEvents, nextEvent, programme, seriesPage, speakerPage } from './queries.server.ts';
import { ProgrammeSearch, withZone } from './schema.ts';
import { eventHead, eventLine } from './written.ts';

const convener = await actor('Cora', ['convener']);
const now = new Date('2026-10-01T00:00:00Z');
const all = ProgrammeSearch.parse({});
const series = await as(convener, async (scope) => {
  const said = {
    title: 'Noon “talks”',
    description: '',
    host: '',
    nth: '2',
    weekday: '4',
    everyMonths: '1',
    begins: '12:00',
    minutes: '60',
    zone: 'America/New_York',
    cadence: '',
  };
  return seriesNamed(scope, await beginSeries(scope, SeriesForm.parse(said)));
});
const [first] = await as(visitor, forumCompetencies);

async function event(title: string, day: string, more: Record<string, string> = {}): Promise<string> {
  const said = {
    ...{
      title,
      description: 'Words',
      host: '',
      topics: 'Silence',
      mode: 'online',
      language: 'en',
      captions: '',
      accreditedBy: '',
      series: series.id,
      school: '',
    },
    ...{
      day,
      time: '12:00',
      minutes: '60',
      timeZone: 'America/New_York',
      audience: 'everyone',
      place: 'Zoom',
      link: 'https://zoom.example/j/secret',
    },
  };
  const slug = await as(convener, (scope) => planEvent(scope, EventForm.parse({ ...said, ...more })));
  await as(convener, (scope) => publishEvent(scope, slug));
  return slug;
}
await event('October', '2026-10-08');
await event('November', '2026-11-12', { topics: 'Feedback', [`competency.${first!.stableId}`]: 'yes' });
const december = await event('December; with “signs”, ñ and 王, in a title that is so long that it has to be folded', '2026-12-10');
await as(convener, (scope) => cancelEvent(scope, december, 'Snow'));
await as(convener, (scope) =>
  planEvent(
    scope,
    EventForm.parse({
      ...{
        title: 'A draft',
        description: '',
        host: '',
        topics: '',
        mode: 'online',
        language: 'en',
        captions: '',
        accreditedBy: '',
        series: series.id,
        school: '',
      },
      ...{ day: '2027-01-14', time: '12:00', minutes: '60', timeZone: 'America/New_York' },
    }),
  ),
);

test('a visitor sees what comes and what was, by topic and by competency, and no draft', async () => {
  const { coming, past, topics, competencies } = await as(visitor, (scope) => programme(scope, all, now));
  assert.deepEqual(
    coming.map(({ title }) => title.slice(0, 8)),
    ['October', 'November', 'December'],
  );
  assert.deepEqual(
    past.rows.map(({ slug }) => slug),
    ['whats-happening-at-each-school-2024', 'more-exposure-and-training-2024', 'clinical-immersion-2024'],
  );
  assert.deepEqual(
    past.rows.at(-1)?.speakers.map(({ name }) => name),
    ['Kirsten Engel', 'Dorothy Tolchin'],
  );
  assert.ok(topics.includes('Silence') && topics.includes('Student feedback'));
  assert.deepEqual(
    competencies.map(({ code }) => code),
    [first!.code],
  );
  const of = async (search: Record<string, string>) =>
    (await as(visitor, (scope) => programme(scope, ProgrammeSearch.parse(search), now))).coming.map(({ title }) => title);
  assert.deepEqual(await of({ topic: 'Feedback' }), ['November']);
  assert.deepEqual(await of({ competency: first!.code }), ['November']);
  assert.deepEqual(await of({ topic: 'Nothing of the kind' }), []);
});

test('the next event is the first that is not cancelled; a series and a speaker have their own', async () => {
  assert.equal((await as(visitor, (scope) => nextEvent(scope, now)))?.title, 'October');
  assert.equal(await as(visitor, (scope) => nextEvent(scope, new Date('2026-12-01T00:00:00Z'))), null);
  const page = await as(visitor, (scope) => seriesPage(scope, series.slug, { page: 1, now: new Date('2026-11-01T00:00:00Z') }));
  assert.deepEqual([page.coming.length, page.past.total], [2, 1]);
  const reidy = await as(visitor, (scope) => speakerPage(scope, 'jennifer-reidy', { page: 1, now }));
  assert.deepEqual(
    reidy.past.rows.map(({ slug }) => slug),
    ['more-exposure-and-training-2024'],
  );
});

test('an independent reader finds every event in the calendar at its hour, the cancelled one too, and no link to join', async () => {
  const events = await as(visitor, (scope) => calendarEvents(scope));
  const text = calendarOf(calendarEntries(events), { name: 'Education forum', origin: 'https://concord.example' });
  assert.doesNotMatch(text, /zoom\.example|secret/);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const calendar = new ical.Component(ical.parse(text));
  const read = calendar.getAllSubcomponents('vevent').map((each) => new ical.Event(each));
  const at = (title: RegExp) => read.find(({ summary }) => title.test(summary))!;
  assert.equal(
    at(/October/)
      .startDate.toJSDate()
      .toISOString(),
    '2026-10-08T16:00:00.000Z',
  );
  assert.equal(
    at(/November/)
      .startDate.toJSDate()
      .toISOString(),
    '2026-11-12T17:00:00.000Z',
  );
  assert.equal(
    at(/each school/)
      .startDate.toJSDate()
      .toISOString(),
    '2024-06-25T16:00:00.000Z',
  );
  assert.equal(at(/December/).summary, 'December; with “signs”, ñ and 王, in a title that is so long that it has to be folded');
  assert.equal(at(/December/).component.getFirstPropertyValue('status'), 'CANCELLED');
  assert.equal(Number(at(/December/).sequence), 1);
  assert.equal(read.length, 4, 'what is known to the month alone is in no calendar, nor is a draft');
  assert.equal(new Set(read.map(({ uid }) => uid)).size, 4);
  assert.match(String(at(/October/).component.getFirstPropertyValue('dtstamp')), /Z$/);
  const own = await as(visitor, (scope) => calendarEvents(scope, series.id));
  assert.equal(own.length, 3);
});

test('who plans sees drafts and what waits; the file of the list has a value for every column', async () => {
  const { coming } = await as(convener, (scope) => plannedEvents(scope, now));
  assert.equal(coming.at(-1)?.title, 'A draft');
  assert.equal(coming.at(-1)?.publishedAt, null);
  for (const each of coming) assert.equal(eventLine(each).length, eventHead.length);
});

test('public pages are drawn again when an event begins or ends, and not otherwise', async () => {
  assert.equal(await turn(new Date('2026-10-08T16:02:00Z')), true);
  assert.equal(await turn(new Date('2026-10-08T17:03:00Z')), true);
  assert.equal(await turn(new Date('2026-10-08T16:30:00Z')), false);
});

test('a zone goes along in every link, and one that nobody knows counts as none', () => {
  assert.equal(withZone('/forum/x?topic=a', 'America/Phoenix'), '/forum/x?topic=a&zone=America/Phoenix');
  assert.equal(withZone('/forum', null), '/forum');
  assert.deepEqual(ProgrammeSearch.parse({ zone: 'Mars/Olympus', page: '-3' }), { zone: null, topic: null, competency: null, page: 1 });
});

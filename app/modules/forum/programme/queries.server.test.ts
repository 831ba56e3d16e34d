import assert from 'node:assert/strict';
import { test } from 'node:test';
import ical from 'ical.js';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor } from '../../../../tests/people.ts';
import { calendarOf } from '../../attendance/calendar.ts';
import { cancelEvent, changeEvent, planEvent, publishEvent } from '../events/commands.server.ts';
import { formOf } from '../events/proposal.ts';
import { eventNamed, forumCompetencies, seriesNamed, wholeEvent } from '../events/queries.server.ts';
import { EventForm, SeriesForm } from '../events/schema.ts';
import { beginSeries } from '../events/series-commands.server.ts';
import { calendarEntries } from './calendar.ts';
import { turn } from './jobs.server.ts';
import { plannedEvents } from './plan-queries.server.ts';
import { calendarEvents, eventsAbout, nextEvent, programme, seriesPage, speakerPage } from './queries.server.ts';
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
    coming.rows.map(({ title }) => title.slice(0, 8)),
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
    (await as(visitor, (scope) => programme(scope, ProgrammeSearch.parse(search), now))).coming.rows.map(({ title }) => title);
  assert.deepEqual(await of({ topic: 'Feedback' }), ['November']);
  assert.deepEqual(await of({ competency: first!.code }), ['November']);
  assert.deepEqual(await of({ topic: 'Nothing of the kind' }), []);
});

test('the page of a competency names its events, and a list of more than a page of coming events has another', async () => {
  const about = await as(visitor, (scope) => eventsAbout(scope, first!.stableId));
  assert.deepEqual(
    about.map(({ title }) => title),
    ['November'],
  );
  for (let at = 1; at <= 20; at++) await event(`Later ${at}`, `2028-01-${String(at).padStart(2, '0')}`, { topics: 'Many' });
  const listed = (search: Record<string, string>) => as(visitor, (scope) => programme(scope, ProgrammeSearch.parse(search), now));
  const [one, two] = [await listed({}), await listed({ coming: '2' })];
  assert.deepEqual([one.coming.total, one.coming.rows.length, two.coming.rows.length], [23, 20, 3]);
  assert.equal(two.coming.rows.at(-1)?.title, 'Later 20');
  assert.deepEqual([one.past.page, two.past.page], [1, 1], 'each list has its own page');
  assert.equal((await listed({ topic: 'Many', coming: '2' })).coming.page, 1, 'a page that a filter leaves empty is the last one');
});

test('the next event is the first that is not cancelled; a series and a speaker have their own', async () => {
  assert.equal((await as(visitor, (scope) => nextEvent(scope, now)))?.title, 'October');
  assert.equal((await as(visitor, (scope) => nextEvent(scope, new Date('2026-12-01T00:00:00Z'))))?.title, 'Later 1');
  assert.equal(await as(visitor, (scope) => nextEvent(scope, new Date('2029-01-01T00:00:00Z'))), null);
  const page = await as(visitor, (scope) => seriesPage(scope, series.slug, { coming: 1, page: 1, now: new Date('2026-11-01T00:00:00Z') }));
  assert.deepEqual([page.coming.total - 20, page.past.total], [2, 1]);
  const reidy = await as(visitor, (scope) => speakerPage(scope, 'jennifer-reidy', { coming: 1, page: 1, now }));
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
  assert.equal(read.length - 20, 4, 'what is known to the month alone is in no calendar, nor is a draft');
  assert.equal(new Set(read.map(({ uid }) => uid)).size, read.length);
  assert.match(String(at(/October/).component.getFirstPropertyValue('dtstamp')), /Z$/);
  const own = await as(visitor, (scope) => calendarEvents(scope, series.id));
  assert.equal(own.length - 20, 3);
});

test('what calendars show raises the sequence and the stamp, what they do not show leaves both; the UID stays', async () => {
  const slug = await event('Sequence 🎗️', '2027-02-11');
  const read = async () => {
    const text = calendarOf(calendarEntries([await as(visitor, (scope) => eventNamed(scope, slug))]), {
      name: 'One',
      origin: 'https://concord.example',
    });
    const [found] = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent');
    const value = (name: string) => String(found!.getFirstPropertyValue(name));
    return { uid: value('uid'), sequence: Number(value('sequence')), stamp: value('dtstamp'), summary: value('summary'), text };
  };
  const form = async (more: Record<string, string>) =>
    EventForm.parse({ ...formOf(await as(convener, (scope) => wholeEvent(scope, slug))), ...more });
  const begun = await read();
  assert.equal(begun.sequence, 0);
  const changes: Record<string, string>[] = [
    { title: `${'Sitting with silence 🤝 '.repeat(8)}👩🏽‍⚕️` },
    { time: '13:00' },
    { place: 'A room' },
    { description: 'Other words' },
    { link: 'https://zoom.example/j/another-secret' },
  ];
  for (const [at, more] of changes.entries()) {
    const said = await form(more);
    await as(convener, (scope) => changeEvent(scope, slug, said));
    const now = await read();
    assert.deepEqual([now.sequence, now.uid], [at + 1, begun.uid], JSON.stringify(more));
    assert.doesNotMatch(now.text.replaceAll('\r\n ', ''), /zoom\.example/);
    for (const line of now.text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  }
  const moved = await read();
  assert.match(moved.summary, /🤝 👩🏽‍⚕️$/u);
  const said = await form({ captions: 'es', topics: 'Another' });
  await as(convener, (scope) => changeEvent(scope, slug, said));
  assert.equal((await read()).sequence, moved.sequence);
  await as(convener, (scope) => cancelEvent(scope, slug, 'Snow'));
  assert.equal((await read()).sequence, moved.sequence + 1);
});

test('who plans sees drafts and what waits; the file of the list has a value for every column', async () => {
  const { coming } = await as(convener, (scope) => plannedEvents(scope, now));
  assert.equal(coming.find(({ publishedAt }) => publishedAt === null)?.title, 'A draft');
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
  assert.deepEqual(ProgrammeSearch.parse({ zone: 'Mars/Olympus', page: '-3' }), {
    zone: null,
    topic: null,
    competency: null,
    coming: 1,
    page: 1,
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedItem } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { eventsUsing } from '../programme/queries.server.ts';
import { cancelEvent, changeEvent, dropEvent, moveEvent, planEvent, publishEvent, removeSampleForum } from './commands.server.ts';
import { dropItem, useItem } from './item-commands.server.ts';
import { itemsOfEvent, itemsToUse } from './item-queries.server.ts';
import { proposedPlan, proposedSeries } from './proposal.ts';
import { allSeries, eventNamed, forumCompetencies, newestOf, seriesNamed, wholeEvent } from './queries.server.ts';
import { EventForm, SeriesForm, SeriesPlan } from './schema.ts';
import { beginSeries, keepSeries, planSeries } from './series-commands.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Cora', ['convener']);
const lead = await actor('Lena', ['lead'], ashby);
const other = await actor('Otto', ['lead'], brook);
const faculty = await actor('Fay', ['faculty'], ashby);

const form = (said: Record<string, string> = {}) =>
  EventForm.parse({
    ...{
      title: 'Sitting with silence',
      description: 'What **silence** does.',
      host: 'Ashby',
      topics: 'Silence, Family meetings',
      mode: 'online',
    },
    ...{ language: 'en', captions: 'en', accreditedBy: '', questions: 'yes', series: '', school: '' },
    ...{
      day: '2099-10-08',
      time: '12:00',
      minutes: '60',
      timeZone: 'America/New_York',
      place: 'Zoom',
      audience: 'everyone',
      takesRegistration: 'yes',
    },
    ...{ link: 'https://zoom.example/j/123?pwd=secret', ...said },
  });

test('a draft is seen by whoever keeps it, and by nobody else before it is published', async () => {
  const slug = await as(convener, (scope) => planEvent(scope, form()));
  assert.equal(slug, 'sitting-with-silence');
  for (const reader of [visitor, other, faculty])
    await assert.rejects(
      as(reader, (scope) => eventNamed(scope, slug)),
      /was not found/,
    );
  await as(convener, (scope) => publishEvent(scope, slug));
  const { title, startsAt, topics } = await as(visitor, (scope) => eventNamed(scope, slug));
  assert.deepEqual(
    [title, startsAt?.toISOString(), topics],
    ['Sitting with silence', '2099-10-08T16:00:00.000Z', ['Silence', 'Family meetings']],
  );
});

test('the meeting link is read by whoever runs the event, and by no visitor', async () => {
  const slug = await as(convener, (scope) => planEvent(scope, form({ title: 'A link' })));
  await as(convener, (scope) => publishEvent(scope, slug));
  assert.equal((await as(convener, (scope) => wholeEvent(scope, slug))).link?.url, 'https://zoom.example/j/123?pwd=secret');
  const seen = await as(visitor, (scope) => wholeEvent(scope, slug));
  assert.equal(seen.link, null);
  assert.doesNotMatch(JSON.stringify(seen), /zoom\.example/);
  const record = await as(convener, ({ tx }) =>
    tx.selectFrom('collaborativeEvent').select('after').where('subject', '=', 'forum_event').execute(),
  );
  assert.doesNotMatch(JSON.stringify(record), /zoom\.example/);
});

test('a lead plans for the own school alone, and changes no event of another', async () => {
  await assert.rejects(
    as(lead, (scope) => planEvent(scope, form({ school: brook.id }))),
    /may not plan/,
  );
  await assert.rejects(
    as(faculty, (scope) => planEvent(scope, form({ school: ashby.id }))),
    /may not plan/,
  );
  const slug = await as(lead, (scope) => planEvent(scope, form({ title: 'At Ashby', school: ashby.id })));
  await as(lead, (scope) => publishEvent(scope, slug));
  await assert.rejects(
    as(other, (scope) => changeEvent(scope, slug, form({ title: 'Mine' }))),
    /may not change/,
  );
  await as(convener, (scope) => changeEvent(scope, slug, form({ title: 'At Ashby, at noon', school: brook.id })));
  const event = await as(visitor, (scope) => eventNamed(scope, slug));
  assert.deepEqual([event.title, event.organiser], ['At Ashby, at noon', 'Ashby School of Medicine']);
});

test('a date that moves keeps the address, says when it was, and raises the sequence; who changes an old state is told', async () => {
  const slug = await as(convener, (scope) => planEvent(scope, form({ title: 'Moving' })));
  await as(convener, (scope) => publishEvent(scope, slug));
  const seen = (await as(convener, (scope) => eventNamed(scope, slug))).changedAt.toISOString();
  assert.equal(await as(convener, (scope) => changeEvent(scope, slug, form({ title: 'Moving', day: '2099-10-15', seen }))), true);
  const event = await as(visitor, (scope) => eventNamed(scope, slug));
  assert.deepEqual([event.movedFrom?.toISOString(), event.sequence], ['2099-10-08T16:00:00.000Z', 1]);
  await assert.rejects(
    as(convener, (scope) => changeEvent(scope, slug, form({ title: 'Old', seen }))),
    /meanwhile/,
  );
});

test('of two who change an event, a series or a recap at once one is told, and what the other wrote stands', async () => {
  const slug = await as(convener, (scope) => planEvent(scope, form({ title: 'Two hands' })));
  const seen = (await as(convener, (scope) => eventNamed(scope, slug))).changedAt.toISOString();
  const both = await Promise.allSettled(
    ['One hand', 'Other hand'].map((title) => as(convener, (scope) => changeEvent(scope, slug, form({ title, seen })))),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.match(String(both.find((each) => each.status === 'rejected')?.reason), /put your change into what stands there now/);
  const { title } = await as(convener, (scope) => eventNamed(scope, slug));
  assert.equal(title, both[0]!.status === 'fulfilled' ? 'One hand' : 'Other hand');
  const said = {
    ...{ title: 'Hands', description: '', host: '', nth: '', weekday: '4', everyMonths: '1' },
    begins: '12:00',
    minutes: '60',
  };
  const series = (more: Record<string, string>) => SeriesForm.parse({ ...said, zone: 'America/New_York', cadence: '', ...more });
  const name = await as(convener, (scope) => beginSeries(scope, series({})));
  const before = (await as(convener, allSeries)).find((each) => each.slug === name)!.changedAt.toISOString();
  await as(convener, (scope) => keepSeries(scope, name, series({ host: 'Ashby', seen: before })));
  await assert.rejects(
    as(convener, (scope) => keepSeries(scope, name, series({ host: 'Brook', seen: before }))),
    /meanwhile/,
  );
});

test('two who begin a series of one name at once have two', async () => {
  const words = { title: 'Grand rounds', description: '', host: '', cadence: '', nth: '', weekday: '4', everyMonths: '1' };
  const said = SeriesForm.parse({ ...words, begins: '12:00', minutes: '60', zone: 'America/New_York' });
  const names = await Promise.all([1, 2, 3].map(() => as(convener, (scope) => beginSeries(scope, said))));
  assert.deepEqual(names.sort(), ['grand-rounds', 'grand-rounds-2', 'grand-rounds-3']);
});
test('six sessions of a series are planned in one act, at noon on both sides of a change of clocks, and one moves by its day alone', async () => {
  const said = {
    title: 'Six talks',
    description: '',
    host: 'Ashby',
    nth: '2',
    weekday: '4',
    everyMonths: '1',
    begins: '12:00',
    minutes: '45',
  };
  const name = await as(convener, (scope) => beginSeries(scope, SeriesForm.parse({ ...said, zone: 'America/New_York', cadence: '' })));
  const series = await as(convener, (scope) => seriesNamed(scope, name));
  const now = new Date('2026-09-01T00:00:00Z');
  const proposed = proposedSeries({ series, last: null, now, n: 6 });
  assert.deepEqual([proposed['day.0'], proposed['day.5'], proposed['title.1']], ['2026-09-10', '2027-02-11', 'Six talks, October 2026']);
  const plan = SeriesPlan.parse({ ...proposed, 'day.5': '', link: 'https://zoom.example/j/six' });
  await assert.rejects(
    as(lead, (scope) => planSeries(scope, name, { ...plan, isPublic: true, now })),
    /may not change/,
  );
  const slugs = await as(convener, (scope) => planSeries(scope, name, { ...plan, isPublic: true, now }));
  const events = await Promise.all(slugs.map((slug) => as(visitor, (scope) => eventNamed(scope, slug))));
  assert.deepEqual(
    events.map(({ startsAt, endsAt, seriesSlug }) => [startsAt!.toISOString(), endsAt!.getTime() - startsAt!.getTime(), seriesSlug]),
    ['2026-09-10T16', '2026-10-08T16', '2026-11-12T17', '2026-12-10T17', '2027-01-14T17'].map((at) => [
      `${at}:00:00.000Z`,
      2_700_000,
      name,
    ]),
  );
  const november = events[2]!;
  const seen = november.changedAt;
  assert.equal(await as(convener, (scope) => moveEvent(scope, november.slug, { day: '2026-11-19', time: '12:00', seen })), true);
  const moved = await as(convener, (scope) => wholeEvent(scope, november.slug));
  assert.deepEqual(
    [moved.event.startsAt?.toISOString(), moved.event.title, moved.link?.url, moved.occasion?.takesRegistration],
    ['2026-11-19T17:00:00.000Z', november.title, 'https://zoom.example/j/six', true],
  );
  await assert.rejects(
    as(convener, (scope) => moveEvent(scope, november.slug, { day: '2027-03-14', time: '02:30', seen: moved.event.changedAt })),
    /never show 02:30/,
  );
  const next = proposedSeries({ series, last: events[4]!, now, n: 2 });
  assert.deepEqual([next['day.0'], next['day.1']], ['2027-02-11', '2027-03-11'], 'what was planned is not proposed again');
});

test('an event and an item of the library lead to each other, for whoever may read both', async () => {
  const teacher = await actor('Tess', ['faculty'], ashby);
  const [open, inside] = [
    await publishedItem(teacher, { title: 'For everybody' }),
    await publishedItem(teacher, { title: 'For members', visibility: 'collaborative' }),
  ];
  const slug = await as(convener, (scope) => planEvent(scope, form({ title: 'With material' })));
  await as(convener, (scope) => publishEvent(scope, slug));
  const ids = await as(convener, async (scope) => {
    const found = await itemsToUse(scope, 'everybody members');
    return [...((await itemsToUse(scope, 'everybody')) ?? []), ...((await itemsToUse(scope, 'members')) ?? []), ...(found ?? [])].map(
      ({ id }) => id,
    );
  });
  assert.equal(new Set(ids).size, 2);
  for (const id of ids.slice(0, 2)) await as(convener, (scope) => useItem(scope, slug, id));
  const namesFor = (reader: Actor) =>
    as(reader, async (scope) => (await itemsOfEvent(scope, (await eventNamed(scope, slug)).id)).map((item) => item.slug));
  assert.deepEqual(await namesFor(convener), [open, inside]);
  assert.deepEqual(await namesFor(visitor), [open]);
  const links = await as(visitor, ({ tx }) => tx.selectFrom('forumEventItem').select('itemId').execute());
  assert.equal(links.length, 1, 'a link to what a visitor may not read does not exist for them');
  const back = await as(visitor, (scope) => eventsUsing(scope, ids[0]!));
  assert.deepEqual(
    back.map((event) => event.slug),
    [slug],
  );
  await assert.rejects(
    as(lead, (scope) => useItem(scope, slug, ids[0]!)),
    /may not change/,
  );
  await as(convener, (scope) => dropItem(scope, slug, ids[0]!));
  assert.deepEqual(await namesFor(visitor), []);
});

test('a published event is cancelled and stays; a draft is taken away', async () => {
  const slug = await as(convener, (scope) => planEvent(scope, form({ title: 'Snow' })));
  await as(convener, (scope) => publishEvent(scope, slug));
  await assert.rejects(
    as(convener, (scope) => dropEvent(scope, slug)),
    /Cancel it instead/,
  );
  await as(convener, (scope) => cancelEvent(scope, slug, 'A storm'));
  assert.equal((await as(visitor, (scope) => eventNamed(scope, slug))).status, 'cancelled');
  const draft = await as(convener, (scope) => planEvent(scope, form({ title: 'Never' })));
  await as(convener, (scope) => dropEvent(scope, draft));
  await assert.rejects(
    as(convener, (scope) => eventNamed(scope, draft)),
    /was not found/,
  );
});

test('an event of a series is copied from the newest, with the next day of the series and its competencies', async () => {
  const series = SeriesForm.parse({
    ...{ title: 'Noon talks', description: '', host: 'Ashby', nth: '2', weekday: '4', everyMonths: '1' },
    ...{ begins: '12:00', minutes: '45', zone: 'America/New_York', cadence: '' },
  });
  await assert.rejects(
    as(lead, (scope) => beginSeries(scope, series)),
    /may not change/,
  );
  const name = await as(convener, (scope) => beginSeries(scope, series));
  const kept = (await as(visitor, allSeries)).find(({ slug }) => slug === name)!;
  assert.equal(kept.cadence, 'second Thursday of every month');
  const [first] = await as(visitor, forumCompetencies);
  const slug = await as(convener, (scope) =>
    planEvent(scope, form({ title: 'First talk', series: kept.id, [`competency.${first!.stableId}`]: 'yes' })),
  );
  const proposed = await as(convener, async (scope) =>
    proposedPlan({
      earlier: await wholeEvent(scope, slug),
      series: kept,
      last: (await newestOf(scope, kept.id)) ?? null,
      now: new Date('2099-09-01T00:00:00Z'),
    }),
  );
  assert.deepEqual(
    [proposed.day, proposed.minutes, proposed.title, proposed[`competency.${first!.stableId}`]],
    ['2099-11-12', '45', 'First talk', 'yes'],
  );
  assert.equal(proposed.seen, '');
});

test('two events of one title have two addresses, and none takes an address of ours', async () => {
  const one = await as(convener, (scope) => planEvent(scope, form({ title: 'Speakers' })));
  const two = await as(convener, (scope) => planEvent(scope, form({ title: 'Speakers' })));
  assert.equal(new Set([one, two, 'speakers']).size, 3);
  const drafts = [lead, other, convener, convener].map((who) =>
    as(who, (scope) => planEvent(scope, form({ title: 'What each of us drafts', school: who.school?.id ?? '' }))),
  );
  assert.equal(new Set(await Promise.all(drafts)).size, 4, 'also at once, and where nobody sees another’s draft');
});

test('what is cited is not changed here, and stays when the sample goes', async () => {
  const june = await as(visitor, (scope) => eventNamed(scope, 'whats-happening-at-each-school-2024'));
  assert.deepEqual(
    [june.startsAt?.toISOString(), june.place, june.organiser],
    ['2024-06-25T16:00:00.000Z', 'Zoom', 'Tufts University School of Medicine'],
  );
  const april = await as(visitor, (scope) => eventNamed(scope, 'more-exposure-and-training-2024'));
  assert.deepEqual([april.startsAt, april.heldMonth], [null, '2024-04']);
  await assert.rejects(
    as(convener, (scope) => changeEvent(scope, april.slug, form())),
    /published fact/,
  );
  await as(operator(), removeSampleForum);
  assert.ok(await as(visitor, (scope) => eventNamed(scope, april.slug)));
  await assert.rejects(
    as(convener, (scope) => eventNamed(scope, 'sitting-with-silence')),
    /was not found/,
  );
});

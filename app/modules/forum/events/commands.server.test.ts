import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { cancelEvent, changeEvent, dropEvent, planEvent, publishEvent, removeSampleForum } from './commands.server.ts';
import { proposedPlan } from './proposal.ts';
import { allSeries, eventNamed, forumCompetencies, newestOf, wholeEvent } from './queries.server.ts';
import { EventForm, SeriesForm } from './schema.ts';
import { beginSeries } from './series-commands.server.ts';

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

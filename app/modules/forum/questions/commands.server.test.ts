import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { planEvent, publishEvent } from '../events/commands.server.ts';
import { eventNamed } from '../events/queries.server.ts';
import { EventForm } from '../events/schema.ts';
import { askAtForum, decideQuestion, declineWaiting } from './commands.server.ts';
import { forgetQuestions } from './jobs.server.ts';
import { acceptedQuestions, questionsToModerate, questionsWaiting } from './queries.server.ts';
import { QuestionForm } from './schema.ts';

const ashby = await school('ashby');
const convener = await actor('Cora', ['convener']);
const lead = await actor('Lena', ['lead'], ashby);
const plan = (title: string) =>
  as(convener, (scope) =>
    planEvent(
      scope,
      EventForm.parse({
        ...{
          title,
          description: '',
          host: '',
          topics: '',
          mode: 'online',
          language: 'en',
          captions: '',
          accreditedBy: '',
          questions: 'yes',
          series: '',
          school: '',
        },
        ...{ day: '2099-10-08', time: '12:00', minutes: '60', timeZone: 'America/New_York', audience: 'everyone' },
      }),
    ),
  );
const slug = await plan('Silence');
const ask = (network: string, words = 'How long is a long silence?', at = slug) =>
  as(visitor, (scope) => askAtForum(scope, at, { ...QuestionForm.parse({ words }), network }));
const shown = () =>
  as(visitor, async (scope) => (await acceptedQuestions(scope, (await eventNamed(scope, slug)).id)).map(({ words }) => words));

test('nobody asks at a draft', async () => {
  await assert.rejects(ask('192.0.2.1'), /was not found/);
  await as(convener, (scope) => publishEvent(scope, slug));
});

test('a question is shown once a moderator accepts it, and can be taken off again', async () => {
  await ask('192.0.2.1');
  assert.deepEqual(await shown(), []);
  assert.deepEqual([...(await as(convener, questionsWaiting)).values()], [1]);
  const { questions } = await as(convener, (scope) => questionsToModerate(scope, slug));
  await as(convener, (scope) => decideQuestion(scope, slug, { question: questions[0]!.id, state: 'accepted' }));
  assert.deepEqual(await shown(), ['How long is a long silence?']);
  await as(convener, (scope) => decideQuestion(scope, slug, { question: questions[0]!.id, state: 'declined' }));
  assert.deepEqual(await shown(), []);
});

test('only who keeps the event reads what waits and decides', async () => {
  await assert.rejects(
    as(lead, (scope) => questionsToModerate(scope, slug)),
    /may not change/,
  );
  assert.equal((await as(lead, questionsWaiting)).size, 0);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('forumQuestion').select('words').execute()), []);
});

test('where a question came from is read by nobody, and a network sends five an hour', async () => {
  for (let at = 0; at < 5; at++) await ask('192.0.2.9', `Question number ${at + 1}, at last`);
  await assert.rejects(ask('192.0.2.9'), /within an hour/);
  await ask('198.51.100.7');
  await assert.rejects(
    as(convener, ({ tx }) => tx.selectFrom('forumQuestion').select('network').execute()),
    /permission denied/,
  );
});

test('a question is shown as it was written, whatever stands in it, and with a name only where one was given', async () => {
  const words = '<script>alert(1)</script> [x](javascript:alert(1)) \u202Egnol\r\nand long?';
  await ask('203.0.113.4', words);
  const read = async () =>
    (await as(convener, (scope) => questionsToModerate(scope, slug))).questions.find((each) => each.words === words)!;
  const { id, askedAs } = await read();
  assert.equal(askedAs, null);
  await as(convener, (scope) => decideQuestion(scope, slug, { question: id, state: 'accepted' }));
  assert.ok((await shown()).includes(words));
});

test('what a flood left waiting is put aside in one act, by whoever keeps the event, and what is shown stays', async () => {
  const before = await shown();
  for (let at = 0; at < 8; at++) await ask(`203.0.113.${100 + at}`, 'Buy what I sell, all of you');
  await assert.rejects(
    as(lead, (scope) => declineWaiting(scope, slug)),
    /may not change/,
  );
  assert.ok((await as(convener, (scope) => declineWaiting(scope, slug))) >= 8);
  assert.deepEqual([...(await as(convener, questionsWaiting)).values()], []);
  assert.deepEqual(await shown(), before);
});

test('what was never shown is forgotten with the event’s names and addresses, and what stands on the page stays', async () => {
  await ask('192.0.2.200', 'Nobody looked at this one');
  const before = await shown();
  const kept = async () => (await as(convener, (scope) => questionsToModerate(scope, slug))).questions.map(({ state }) => state);
  assert.equal(await forgetQuestions(new Date('2099-10-09T00:00:00Z')), 0);
  assert.ok((await kept()).includes('declined'));
  assert.ok((await forgetQuestions(new Date('2101-10-09T00:00:00Z'))) >= 2);
  assert.deepEqual(await shown(), before);
  assert.deepEqual(new Set(await kept()), new Set(['accepted']));
});

test('a program that fills in every field is refused, and so is an event that takes no questions', async () => {
  assert.equal(QuestionForm.safeParse({ words: 'Buy what I sell to everybody', website: 'https://spam.example' }).success, false);
  await assert.rejects(ask('192.0.2.1', 'What happened in April?', 'more-exposure-and-training-2024'), /closed/);
});

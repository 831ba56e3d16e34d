import assert from 'node:assert/strict';
import { test } from 'node:test';
import { v7 } from 'uuid';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { finishGoal, keepLog, setGoal } from './commands.server.ts';
import { remindOfGoals } from './jobs.server.ts';

test('who asked for it is reminded of a goal on its day, once, and the mail says nothing of it; a goal that is done is left alone', async () => {
  const ashby = await school('ashby');
  const kit = await actor('Kit', ['student'], ashby);
  await as(kit, (scope) => keepLog(scope, { school: ashby.id, graduates: 2028, counts: false }));
  const goal = (words: string, change = {}) => ({
    id: v7(),
    words,
    competency: null,
    due: '2026-12-01',
    remind: true,
    nobodys: [],
    ...change,
  });
  const done = goal('Already done');
  for (const each of [goal('Sit down before I speak'), done, goal('Later', { due: '2026-12-24' }), goal('Unasked', { remind: false })])
    await as(kit, (scope) => setGoal(scope, each));
  await as(kit, (scope) => finishGoal(scope, { goal: done.id, doneWords: '', nobodys: [] }));
  assert.equal(await remindOfGoals(new Date('2026-12-01T11:30:00Z')), 0, 'before seven in the morning nobody is woken');
  assert.equal(await remindOfGoals(new Date('2026-12-01T12:30:00Z')), 1);
  assert.equal(await remindOfGoals(new Date('2026-12-02T12:30:00Z')), 0);
  const mails = await outboxMails();
  assert.equal(mails.length, 1);
  assert.match(mails[0]!.source, /To: kit@ashby\.example[\s\S]*You asked to be reminded/i);
  assert.doesNotMatch(mails[0]!.source, /Sit down/);
});

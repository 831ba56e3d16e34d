import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { openedRound } from '../../../../tests/rounds.ts';
import { askDirectors, nameDirectors } from './commands.server.ts';
import { coursesToName, directorsToWrite } from './director-queries.server.ts';
import { directorMails, tellDaysPassed } from './jobs.server.ts';
import { takeBackSubmission } from './submit-commands.server.ts';

const year = '2025-26';

test('an invented school, as whose lead anybody may act, reaches no mailbox; a real one does', async () => {
  // Nobody listens there: a mail that is sent at all fails.
  process.env.SMTP_URL = 'smtp://127.0.0.1:1';
  process.env.MAIL_FROM = 'concord@example.org';
  const own = await school('ashby');
  const lead = await actor('Rena', ['lead'], own);
  await taughtAndSubmitted(lead, { 1: 60 });
  await as(lead, (scope) => takeBackSubmission(scope, { year, reason: 'Directors are asked' }));
  const [course] = await as(lead, (scope) => coursesToName(scope, year));
  const directors = [{ courseStableId: course!.stableId, name: 'Vic', mail: 'vic@elsewhere.example' }];
  await as(lead, (scope) => nameDirectors(scope, { year, directors }));
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  assert.equal((await as(lead, (scope) => directorsToWrite(scope, { year, quietDays: null }))).length, 1);
  const mails = { school: own, year, address: 'http://localhost', quietDays: null };
  const run = () => directorMails.run(mails, new AbortController().signal);
  await run();
  await as(operator(), ({ tx }) => tx.updateTable('school').set({ isSample: false }).where('id', '=', own.id).execute());
  await assert.rejects(run());
});

test('the board waits for no course director whose last day is over, though nobody does anything', async () => {
  const [own, other] = [await school('brook'), await school('cedar')];
  const lead = await actor('Wei', ['lead'], own);
  await taughtAndSubmitted(lead, { 1: 60 });
  await as(lead, (scope) => takeBackSubmission(scope, { year, reason: 'Directors are asked' }));
  const { id } = await openedRound([own.id, other.id]);
  const [course] = await as(lead, (scope) => coursesToName(scope, year));
  const directors = [{ courseStableId: course!.stableId, name: 'Vic', mail: 'vic@brook.example' }];
  await as(lead, (scope) => nameDirectors(scope, { year, directors }));
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  const told = () =>
    as(lead, ({ tx }) =>
      tx
        .selectFrom('roundProgress')
        .select(['state', 'tenths', 'waitsFor'])
        .where('roundId', '=', id)
        .where('step', '=', 'confirm')
        .executeTakeFirst(),
    );
  await tellDaysPassed();
  assert.deepEqual(await told(), { state: 'open', tenths: 0, waitsFor: 'director' });
  await as(lead, ({ tx }) => tx.updateTable('directorQuestion').set({ dueOn: '2024-01-01' }).where('schoolId', '=', own.id).execute());
  await tellDaysPassed();
  assert.deepEqual(await told(), { state: 'done', tenths: 10, waitsFor: null });
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  assert.deepEqual(await told(), { state: 'open', tenths: 0, waitsFor: 'director' });
});

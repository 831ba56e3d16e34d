import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, operator } from '#app/platform/actor.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { acceptedBy, noDates, openedRound } from '../../../../tests/rounds.ts';
import { closeRound } from './commands.server.ts';
import { remind } from './jobs.server.ts';
import { tellProgress } from './progress-commands.server.ts';
import { termsVersions } from './queries.server.ts';
import { answerTerms } from './terms-commands.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const rena = await person('Rena', ['lead'], ashby);
const lead = actingFor(rena, 'ashby');
const mapper = await actor('Tom', ['mapper'], ashby);
const brookLead = await actor('Wei', ['lead'], brook);
await actor('Ines', ['convener']);
await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).execute());

const { id } = await openedRound([ashby.id, brook.id], {
  dueOn: { ...noDates, accept: '2026-06-01', calibrate: '2026-06-25', 'bring-in': '2026-06-25' },
});
// The clock that is passed runs in 2026's spring, so the round opened then.
const opened = new Date('2026-05-20T14:00:00Z');
await as(operator(), async ({ tx }) => {
  await tx.updateTable('mappingRound').set({ openedAt: opened }).execute();
  await tx.updateTable('roundSchool').set({ joinedAt: opened }).execute();
  await tx.updateTable('roundTerms').set({ proposedAt: opened }).execute();
});
async function newTo(seen: number): Promise<string[]> {
  const mails = await outboxMails();
  return mails
    .slice(0, mails.length - seen)
    .map(({ source }) => /^To: (?:.*<)?([^>\r\n]+)/m.exec(source)![1]!)
    .sort();
}
/** To whom mail goes when it is this moment. */
async function remindedAt(moment: string): Promise<string[]> {
  const seen = (await outboxMails()).length;
  await remind(new Date(moment));
  return newTo(seen);
}

test('who is waited for is reminded in the morning, once a day, and no more once it is done', async () => {
  assert.deepEqual(await remindedAt('2026-05-20T15:00:00Z'), ['rena@ashby.example', 'wei@brook.example'], 'told at once of the terms');
  assert.deepEqual(await remindedAt('2026-05-21T15:00:00Z'), []);
  assert.deepEqual(await remindedAt('2026-05-25T10:00:00Z'), [], 'too early in the day');
  assert.deepEqual(await remindedAt('2026-05-25T15:00:00Z'), ['rena@ashby.example', 'wei@brook.example']);
  assert.deepEqual(await remindedAt('2026-05-25T16:00:00Z'), []);
  assert.deepEqual(await remindedAt('2026-05-26T15:00:00Z'), []);
  await acceptedBy([lead], id);
  assert.deepEqual(await remindedAt('2026-06-01T15:00:00Z'), ['wei@brook.example']);
  assert.deepEqual(await remindedAt('2026-06-08T15:00:00Z'), ['wei@brook.example']);
});
test('a mapper is reminded of mapping; what is done is reminded of no more', async () => {
  assert.deepEqual(await remindedAt('2026-06-18T15:00:00Z'), ['rena@ashby.example', 'tom@ashby.example', 'wei@brook.example']);
  await as(mapper, (scope) => tellProgress(scope, { roundId: id, step: 'calibrate', state: 'done', tenths: 10, waitsFor: null }));
  assert.deepEqual(await remindedAt('2026-06-25T15:00:00Z'), ['rena@ashby.example', 'wei@brook.example']);
});
test('a change asked for goes to whoever convenes, and who wants no reminders gets none', async () => {
  await as(brookLead, async (scope) => {
    const [latest] = await termsVersions(scope, id);
    await answerTerms(scope, { roundId: id, termsId: latest!.id, answer: 'change', words: 'Fewer' });
    await scope.tx
      .updateTable('termsAnswer')
      .set({ answeredAt: new Date('2026-07-01T15:00:00Z') })
      .execute();
  });
  await as(lead, ({ tx }) => tx.updateTable('person').set({ wantsReminders: false }).where('id', '=', rena.personId).execute());
  assert.deepEqual(await remindedAt('2026-07-02T15:00:00Z'), ['ines@collaborative.example']);
  assert.deepEqual(await remindedAt('2026-07-03T15:00:00Z'), []);
});
test('two processes at once send one mail, and a closed round sends none', async () => {
  const seen = (await outboxMails()).length;
  await Promise.all([remind(new Date('2026-07-09T15:00:00Z')), remind(new Date('2026-07-09T15:00:00Z'))]);
  assert.deepEqual(await newTo(seen), ['ines@collaborative.example']);
  await as(operator(), (scope) => closeRound(scope, id));
  assert.deepEqual(await remindedAt('2026-08-09T15:00:00Z'), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { acceptedBy, noDates, openedRound } from '../../../../tests/rounds.ts';
import { boardOf, roundForUs, rounds, roundsAsking, termsOfRound } from './board-queries.server.ts';
import { boardRows } from './board-words.ts';
import { tellProgress } from './progress-commands.server.ts';
import { termsVersions } from './queries.server.ts';
import { answerTerms } from './terms-commands.server.ts';
import { boardDocument } from './written.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const lead = await actor('Rena', ['lead'], ashby);
const mapper = await actor('Tom', ['mapper'], ashby);
const faculty = await actor('Ada', ['faculty'], ashby);
const student = await actor('Kit', ['student'], ashby);
const brookLead = await actor('Wei', ['lead'], brook);
const convener = await actor('Ines', ['convener']);
const { id, slug } = await openedRound([ashby.id, brook.id], { dueOn: { ...noDates, accept: '2020-01-15', calibrate: '2090-01-15' } });
const at = { now: new Date(), zone: 'America/New_York' };

function latest() {
  return as(lead, async (scope) => (await termsVersions(scope, id))[0]!.id);
}

test('students and visitors see no round, whoever works at a school or convenes does', async () => {
  for (const each of [student, visitor])
    for (const query of [
      rounds,
      (scope: Parameters<typeof rounds>[0]) => boardOf(scope, slug),
      (scope: Parameters<typeof rounds>[0]) => termsOfRound(scope, slug),
    ])
      await assert.rejects(
        as(each, async (scope) => {
          await query(scope);
        }),
        { kind: 'forbidden' },
      );
  for (const each of [lead, faculty, convener]) assert.equal((await as(each, rounds))[0]?.slug, slug);
  assert.equal(await as(student, (scope) => roundForUs(scope, at.now)), null);
});

test('the convener sees the leads’ names everywhere, a school its own alone', async () => {
  const waits = async (reader: typeof lead) => {
    const { schools, dueOn } = await as(reader, (scope) => boardOf(scope, slug));
    return boardRows(schools, dueOn, at).map((row) => row.waits.map(({ who, steps }) => `${who}: ${steps}`).join('; '));
  };
  assert.deepEqual(await waits(convener), ['the lead, Rena: Accept the terms', 'the lead, Wei: Accept the terms']);
  assert.deepEqual(await waits(mapper), ['the lead, Rena: Accept the terms', 'the lead: Accept the terms']);
});

test('what waits for one at the own school leads to where it is done, and goes once it is done', async () => {
  const ours = async (reader: typeof lead) =>
    (await as(reader, (scope) => roundForUs(scope, at.now)))?.steps.map(({ step, to }) => `${step} ${to}`);
  assert.deepEqual(await ours(lead), [`accept /w/curriculum/rounds/${slug}/terms`]);
  assert.deepEqual(await ours(mapper), []);
  await acceptedBy([lead], id);
  assert.deepEqual(await ours(mapper), [`calibrate /w/curriculum/ashby/calibrate?round=${slug}`]);
  assert.deepEqual(await ours(lead), [`calibrate /w/curriculum/ashby/calibrate?round=${slug}`, 'bring-in /w/curriculum/ashby']);
  await as(mapper, (scope) => tellProgress(scope, { roundId: id, step: 'calibrate', state: 'done', tenths: 10, waitsFor: null }));
  assert.deepEqual(await ours(mapper), []);
});

test('the board of every reader and its document say the same: what is late, and nothing of what a school maps', async () => {
  const board = await as(convener, (scope) => boardOf(scope, slug));
  const document = boardDocument(board, at.now);
  assert.equal(document.steps.length, 18);
  const of = (short: string, step: string) => document.steps.find((each) => each.school === short && each.step === step)!;
  assert.deepEqual([of('ashby', 'accept').isLate, of('brook', 'accept').isLate, of('brook', 'calibrate').isLate], [false, true, false]);
  assert.deepEqual([of('ashby', 'calibrate').state, of('ashby', 'calibrate').tenths], ['done', 10]);
  assert.deepEqual(boardDocument(await as(brookLead, (scope) => boardOf(scope, slug)), at.now), document);
});

test('a change asked for waits for whoever convenes', async () => {
  const termsId = await latest();
  await as(brookLead, (scope) => answerTerms(scope, { roundId: id, termsId, answer: 'change', words: 'Fewer' }));
  assert.deepEqual(await as(convener, roundsAsking), [{ slug, title: 'Mapping 2025-26', schools: [brook.name] }]);
  assert.deepEqual(await as(lead, roundsAsking), []);
  const { schools } = await as(lead, (scope) => termsOfRound(scope, slug));
  assert.deepEqual(
    schools.map(({ answer }) => [answer?.answer, answer?.words]),
    [
      ['accepted', null],
      ['change', 'Fewer'],
    ],
  );
});

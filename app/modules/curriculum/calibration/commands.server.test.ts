import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '#app/platform/actor.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { openedRound } from '../../../../tests/rounds.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { answerActivity, finishTurn, sayInCalibration } from './commands.server.ts';
import { ratingBegun } from './jobs.server.ts';
import { calibration, calibrationActivities, tenthsOfSchools } from './queries.server.ts';
import type { CalibrationExtent } from './schema.ts';
import {
  addCalibrationActivity,
  beginRating,
  dropCalibrationActivity,
  prepareCalibration,
  settleActivity,
} from './setup-commands.server.ts';

const [ashby, brook, cedar] = [await school('ashby'), await school('brook'), await school('cedar')];
const convener = await actor('Ines', ['convener']);
const ada = await actor('Ada', ['mapper'], ashby);
const ben = await actor('Ben', ['mapper'], brook);
const brookLead = await actor('Wei', ['lead'], brook);
const student = await actor('Kit', ['student'], ashby);
const outsider = await actor('Ola', ['mapper'], cedar);
const competencies = await publishedCompetencies();

function written(title: string) {
  return { title, body: 'Students sit with a patient who has had bad news.', objectives: ['Listens'], methods: ['Role play'], minutes: 60 };
}
async function begun(title: string) {
  const { slug } = await openedRound([ashby.id, brook.id], { title });
  const round = await as(convener, (scope) => roundNamed(scope, slug));
  await as(convener, (scope) => prepareCalibration(scope, round, { wanted: 2 }));
  for (const each of ['First', 'Second']) await as(convener, (scope) => addCalibrationActivity(scope, round, written(each)));
  await as(convener, (scope) => beginRating(scope, round));
  return round;
}
type Begun = Awaited<ReturnType<typeof begun>>;
function page(of: Actor, round: Begun, rating?: number) {
  return as(of, (scope) => calibration(scope, round, rating));
}
/** Answers every activity alike: this extent for the first competency, not addressed for the others. */
async function answerAll(by: Actor, round: Begun, extent: CalibrationExtent) {
  const { activities } = await page(by, round);
  for (const { id } of activities)
    await as(by, (scope) =>
      answerActivity(scope, round, {
        activityId: id,
        answers: competencies.map((competency, at) => ({
          competencyId: competency.id,
          extent: at === 0 ? extent : 'none',
          level: at === 0 && extent !== 'none' ? 'practised' : null,
        })),
      }),
    );
}
function progress(round: Begun, of: { id: string }) {
  return as(convener, ({ tx }) =>
    tx
      .selectFrom('roundProgress')
      .select(['state', 'tenths', 'waitsFor'])
      .where('roundId', '=', round.id)
      .where('forSchoolId', '=', of.id)
      .execute(),
  );
}

test('a mapper sees nothing of the others before having answered everything, also where a query asks for it', async () => {
  const round = await begun('Blind');
  await answerAll(ada, round, 'fully');
  await as(ada, (scope) => finishTurn(scope, round));
  await answerAll(ben, round, 'partly');
  const before = await page(ben, round);
  assert.deepEqual([before.shown, before.answers, before.words, before.figures], [null, [], [], null]);
  const seen = await as(ben, async ({ tx }) => ({
    answers: await tx.selectFrom('calibrationAnswer').select('personId').where('roundId', '=', round.id).distinct().execute(),
    figures: await tx.selectFrom('calibrationFigure').selectAll().where('roundId', '=', round.id).execute(),
  }));
  assert.deepEqual(seen, { answers: [{ personId: ben.personId }], figures: [] });
  await as(ben, (scope) => finishTurn(scope, round));
  const after = await page(ben, round);
  assert.deepEqual([...new Set(after.answers.map(({ coder }) => coder))].sort(), ['A', 'You']);
  assert.equal(JSON.stringify(after.answers).includes(ada.personId!), false);
  assert.deepEqual(await progress(round, brook), [{ state: 'done', tenths: 10, waitsFor: null }]);
});

test('agreement is kept with the round when somebody finishes: percent, and the kappa with its reason where there is none', async () => {
  const round = await begun('Figures');
  for (const [each, extent] of [
    [ada, 'fully'],
    [ben, 'partly'],
  ] as const) {
    await answerAll(each, round, extent);
    await as(each, (scope) => finishTurn(scope, round));
  }
  const { figures } = (await page(convener, round)).figures!;
  assert.deepEqual([figures.coders, figures.activities, figures.statistic], [2, 2, 'Cohen']);
  const [first, second] = figures.lines;
  assert.deepEqual([first!.extent.percent, first!.extent.kappa], [0, 0]);
  assert.deepEqual([first!.level.percent, first!.level.kappa], [1, null]);
  assert.match(second!.extent.why!, /one and the same/);
  const pooled = figures.lines.at(-1)!;
  assert.equal(pooled.competencyId, null);
  assert.equal(pooled.extent.percent, (competencies.length - 1) / competencies.length);
});

test('a turn ends only when everything is answered, and what others have seen is not changed', async () => {
  const round = await begun('Whole');
  await assert.rejects(
    as(ada, (scope) => finishTurn(scope, round)),
    { kind: 'conflict' },
  );
  const [first] = (await page(ada, round)).activities;
  await assert.rejects(
    as(ada, (scope) => answerActivity(scope, round, { activityId: first!.id, answers: [] })),
    { kind: 'invalid' },
  );
  await answerAll(ada, round, 'mentioned');
  await answerAll(ada, round, 'partly');
  await as(ada, (scope) => finishTurn(scope, round));
  await as(ada, (scope) => finishTurn(scope, round));
  await assert.rejects(answerAll(ada, round, 'fully'), { kind: 'conflict' });
  assert.equal((await page(ada, round)).answers[0]!.extent === 'fully', false);
});

test('of an answer and a finish at once the answer is among what others see, or refused: what they have seen is not changed', async () => {
  const round = await begun('At once');
  await answerAll(ada, round, 'mentioned');
  const [first] = (await page(ada, round)).activities;
  const answers = competencies.map(({ id }, at) =>
    at === 0
      ? ({ competencyId: id, extent: 'fully', level: 'assessed' } as const)
      : ({ competencyId: id, extent: 'none', level: null } as const),
  );
  const [answered, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answering = as(ada, async (scope) => {
    await answerActivity(scope, round, { activityId: first!.id, answers });
    answered.resolve();
    await end.promise;
  });
  await answered.promise;
  let isFinished = false;
  const finishing = as(ada, (scope) => finishTurn(scope, round)).then(() => {
    isFinished = true;
  });
  await sleep(150);
  assert.equal(isFinished, false, 'it waits for the answer');
  end.resolve();
  await Promise.all([answering, finishing]);
  const seen = (await page(ada, round)).answers.find(({ activityId, extent }) => activityId === first!.id && extent !== 'none');
  assert.equal(seen!.extent, 'fully');
  await assert.rejects(
    as(ada, (scope) => answerActivity(scope, round, { activityId: first!.id, answers })),
    { kind: 'conflict' },
  );
});

test('students, other schools and whoever does not convene are refused', async () => {
  const round = await begun('Rights');
  await assert.rejects(page(student, round), { kind: 'forbidden' });
  await assert.rejects(answerAll(outsider, round, 'fully'), { kind: 'missing' });
  for (const act of [prepareCalibration, beginRating] as const)
    await assert.rejects(
      as(brookLead, (scope) => act(scope, round, {})),
      { kind: 'forbidden' },
    );
  await assert.rejects(
    as(ada, (scope) => addCalibrationActivity(scope, round, written('Mine'))),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(convener, (scope) => addCalibrationActivity(scope, round, written('Late'))),
    { kind: 'conflict' },
  );
  const { id } = (await page(convener, round)).activities[0]!;
  await assert.rejects(
    as(convener, (scope) => dropCalibrationActivity(scope, round, id)),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(brookLead, (scope) => settleActivity(scope, round, { activityId: id, answers: [], reason: 'I say so' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(ada, (scope) => sayInCalibration(scope, round, { activityId: id, words: 'Before answering' })),
    { kind: 'conflict' },
  );
});

test('a lead offers an activity before the rating begins, the named school’s lead settles, and a second rating leaves the first as it was', async () => {
  const { slug } = await openedRound([ashby.id, brook.id], { title: 'Offered' });
  const round = await as(convener, (scope) => roundNamed(scope, slug));
  await assert.rejects(
    as(brookLead, (scope) => addCalibrationActivity(scope, round, written('Early'))),
    { kind: 'conflict' },
  );
  await as(convener, (scope) => prepareCalibration(scope, round, { wanted: 1, settlingSchoolId: brook.id }));
  await assert.rejects(
    as(convener, (scope) => beginRating(scope, round)),
    /0 of 1/,
  );
  await as(brookLead, (scope) => addCalibrationActivity(scope, round, written('Offered by a lead')));
  await as(convener, (scope) => beginRating(scope, round, { seen: 0 }));
  await assert.rejects(
    as(convener, (scope) => beginRating(scope, round, { seen: 0 })),
    { kind: 'conflict' },
    'the same button pressed twice begins no second rating',
  );
  await answerAll(ada, round, 'fully');
  await as(ada, (scope) => finishTurn(scope, round));
  await answerAll(brookLead, round, 'none');
  await as(brookLead, (scope) => finishTurn(scope, round));
  const { activities, maySettle } = await page(brookLead, round);
  assert.equal(maySettle, true);
  const [activity] = activities;
  await as(ada, (scope) => sayInCalibration(scope, round, { activityId: activity!.id, words: 'The role play is the practice.' }));
  const answers = competencies.map(({ id }) => ({ competencyId: id, extent: 'none', level: null }) as const);
  await as(brookLead, (scope) => settleActivity(scope, round, { activityId: activity!.id, answers, reason: 'Nobody practises here' }));
  await as(convener, (scope) => beginRating(scope, round));
  const again = await page(ada, round);
  assert.deepEqual([again.turn.isFinished, again.ratings, again.words[0]!.saidBy], [false, [1], 'Ada']);
  assert.equal(again.activities[0]!.agreedReason, 'Nobody practises here');
  await answerAll(ada, round, 'none');
  await as(ada, (scope) => finishTurn(scope, round));
  assert.equal((await page(ada, round, 1)).answers.find(({ coder, extent }) => coder === 'You' && extent !== 'none')!.extent, 'fully');
  assert.deepEqual((await page(ada, round)).ratings, [1, 2]);
  await assert.rejects(
    as(convener, (scope) => beginRating(scope, round)),
    { kind: 'conflict' },
  );
});

test('five activities of a school are offered at most, also at once, each with a place of its own; the convener then chooses as many as are wanted', async () => {
  const { slug } = await openedRound([ashby.id, brook.id], { title: 'Offers' });
  const round = await as(convener, (scope) => roundNamed(scope, slug));
  await as(convener, (scope) => prepareCalibration(scope, round, { wanted: 4 }));
  const secondLead = await actor('Uma', ['lead'], brook);
  const offers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) =>
      as(at % 2 === 0 ? brookLead : secondLead, (scope) => addCalibrationActivity(scope, round, written(`Offer ${at}`))),
    ),
  );
  const refused = offers.filter((each) => each.status === 'rejected').map(({ reason }) => reason);
  assert.deepEqual([offers.length - refused.length, refused.map(({ kind }) => kind)], [5, ['conflict', 'conflict', 'conflict']]);
  const outsideLead = await actor('Otto', ['lead'], cedar);
  await assert.rejects(
    as(outsideLead, (scope) => addCalibrationActivity(scope, round, written('From outside'))),
    { kind: 'missing' },
  );
  const offered = await as(convener, (scope) => calibrationActivities(scope, round.id));
  assert.deepEqual(
    offered.map(({ position }) => position),
    [1, 2, 3, 4, 5],
  );
  await assert.rejects(
    as(convener, (scope) => beginRating(scope, round)),
    { kind: 'conflict', message: /5 activities, and 4 are wanted/ },
  );
  await as(convener, (scope) => dropCalibrationActivity(scope, round, offered[0]!.id));
  await as(convener, (scope) => beginRating(scope, round));
});

test('how far other schools are is told to whoever convenes, in tenths; a school of no part sees nothing of a calibration', async () => {
  const round = await begun('Tenths');
  const tenths = () => as(convener, (scope) => tenthsOfSchools(scope, { roundId: round.id, rating: 1 }));
  const told = async () => (await tenths()).map((each) => [each.name.split(' ')[0], each.tenths]);
  assert.deepEqual(await told(), [
    ['Ashby', 0],
    ['Brook', 0],
  ]);
  await answerAll(ada, round, 'fully');
  await as(ada, (scope) => finishTurn(scope, round));
  assert.deepEqual(await told(), [
    ['Ashby', 10],
    ['Brook', 0],
  ]);
  assert.deepEqual(Object.keys((await tenths())[0]!), ['id', 'name', 'tenths']);
  await assert.rejects(
    as(brookLead, (scope) => tenthsOfSchools(scope, { roundId: round.id, rating: 1 })),
    { kind: 'forbidden' },
  );
  await assert.rejects(page(outsider, round), { kind: 'missing' });
});

test('once a second rating is asked the board waits for mappers again, at the schools that had answered', async () => {
  const round = await begun('Second');
  await answerAll(ada, round, 'fully');
  await as(ada, (scope) => finishTurn(scope, round));
  assert.deepEqual(await progress(round, ashby), [{ state: 'done', tenths: 10, waitsFor: null }]);
  await as(convener, (scope) => beginRating(scope, round));
  await enqueue(ratingBegun, { round: round.slug });
  assert.deepEqual(await progress(round, ashby), [{ state: 'open', tenths: 0, waitsFor: 'mapper' }]);
  assert.deepEqual(await progress(round, brook), []);
});

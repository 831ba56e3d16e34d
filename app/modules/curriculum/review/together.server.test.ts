import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { openedRound } from '../../../../tests/rounds.ts';
import { keepStarterList } from '../keywords/commands.server.ts';
import { scanCurriculum } from '../scan/commands.server.ts';
import { answerMany, undoMany } from './bulk-commands.server.ts';
import { acceptHit, rejectHit, skipHit, undoAnswer } from './commands.server.ts';
import { mapActivity, undoMapping } from './link-commands.server.ts';
import { hitList } from './list-queries.server.ts';
import { decideBetween, givePart, splitQueue, takeOver } from './part-commands.server.ts';
import { splitOf } from './part-queries.server.ts';
import { lastAnswer, nextHit, review, waitingOf } from './queries.server.ts';

const year = '2025-26';
await as(operator(), keepStarterList);
const [first, second] = (await publishedCompetencies()).map(({ id }) => id) as [string, string];

/** A fictional school: a lead, two mappers, and three activities in which a scan found six words. */
async function reviewed(slug: string) {
  const own = await school(slug);
  const lea = await actor(`lea-${slug}`, ['lead'], own);
  const ada = await actor(`ada-${slug}`, ['mapper'], own);
  const ben = await actor(`ben-${slug}`, ['mapper'], own);
  const schoolId = own.id;
  await as(lea, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const said = ['Goals of care, and what matters most.', 'Strong emotions; anticipatory grief.', 'Bad news and hospice.'];
    await tx
      .insertInto('activity')
      .values(said.map((description, at) => ({ schoolId, year, sourceId: `e${at}`, position: at, title: `Talk ${at + 1}`, description })))
      .execute();
    await scanCurriculum({ actor: lea, tx });
  });
  const hits = await as(lea, ({ tx }) => tx.selectFrom('hit').select(['id', 'activityId']).orderBy('position').execute());
  return { own, lea, ada, ben, hits: hits.map(({ id }) => id), activities: [...new Set(hits.map(({ activityId }) => activityId))] };
}

function yes(hitId: string, more: object = {}) {
  return { hitId, competencyId: first, level: 'practised', extent: 'partly', ...more } as const;
}
function links(person: Actor) {
  return as(person, ({ tx }) => tx.selectFrom('competencyLink').selectAll().orderBy('activityId').orderBy('competencyId').execute());
}
function answers(person: Actor) {
  return as(person, ({ tx }) => tx.selectFrom('hit').select(['answer', 'answeredBy']).orderBy('position').execute());
}
async function milestoneOf(competencyId: string): Promise<string> {
  return as(operator(), async ({ tx }) => {
    const { frameworkVersionId } = await tx
      .selectFrom('frameworkItem')
      .select('frameworkVersionId')
      .where('id', '=', competencyId)
      .executeTakeFirstOrThrow();
    const values = {
      frameworkVersionId,
      parentId: competencyId,
      kind: 'milestone',
      phase: 'clerkship',
      text: 'Invented',
      position: 90,
    } as const;
    const { id } = await tx.insertInto('frameworkItem').values(values).returning('id').executeTakeFirstOrThrow();
    return id;
  });
}

test('one activity is linked to several competencies, each with its evidence and milestones, and each is taken back by itself', async () => {
  const { ada, hits, activities } = await reviewed('ashby');
  const milestone = await milestoneOf(second);
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!, { evidence: 'Goals of care' })));
  const other = {
    activityId: activities[0]!,
    competencyId: second,
    level: 'assessed',
    extent: 'fully',
    milestoneIds: [milestone],
  } as const;
  assert.deepEqual(await as(ada, (scope) => mapActivity(scope, other)), { isRepeat: false });
  assert.deepEqual(await as(ada, (scope) => mapActivity(scope, other)), { isRepeat: true });
  assert.deepEqual(
    (await links(ada)).map(({ competencyId, evidence, milestoneIds }) => [competencyId, evidence, milestoneIds]),
    [
      [first, 'Goals of care', []],
      [second, null, [milestone]],
    ],
  );
  const rows = await as(ada, ({ tx }) => tx.selectFrom('competencyLinkMilestone').selectAll().execute());
  assert.deepEqual(rows, [{ schoolId: ada.school!.id, activityId: activities[0], competencyId: second, milestoneId: milestone }]);
  assert.equal((await as(ada, (scope) => lastAnswer(scope, year)))?.undone, `${activities[0]}.${second}`);
  await as(ada, (scope) => undoMapping(scope, other));
  assert.equal((await as(ada, (scope) => lastAnswer(scope, year)))?.undone, hits[0]);
  await assert.rejects(
    as(ada, (scope) => acceptHit(scope, yes(hits[1]!, { milestoneIds: [milestone] }))),
    { kind: 'invalid' },
  );
});

test('a link that a colleague set since it was seen is not replaced unseen', async () => {
  const { ada, ben, activities } = await reviewed('birch');
  const said = { activityId: activities[0]!, competencyId: first, level: 'introduced', extent: 'mentioned' } as const;
  const seen = Date.now() - 60_000;
  await as(ada, (scope) => mapActivity(scope, said));
  await assert.rejects(
    as(ben, (scope) => mapActivity(scope, { ...said, level: 'assessed', seen })),
    { kind: 'conflict', message: /^ada-birch linked this to competency 1 \(introduced, mentioned\) meanwhile/ },
  );
  await as(ben, (scope) => mapActivity(scope, { ...said, level: 'assessed', seen: Date.now() + 60_000 }));
  await assert.rejects(
    as(ada, async (scope) => {
      await acceptHit(scope, yes((await nextHit(scope, { year }))!));
      await undoMapping(scope, said);
    }),
    { kind: 'conflict' },
  );
  assert.equal((await links(ada))[0]!.level, 'assessed');
});

test('a lead splits the queue; each mapper sees their part first, takes over, and skips what comes back on a list', async () => {
  const { lea, ada, ben, hits, activities } = await reviewed('cedar');
  assert.deepEqual(await as(lea, (scope) => splitQueue(scope, { year, personIds: [ada.personId!, ben.personId!], which: 'nobody' })), {
    given: activities.length,
    kept: 0,
  });
  const parts = { ada: await as(ada, (scope) => waitingOf(scope, year)), ben: await as(ben, (scope) => waitingOf(scope, year)) };
  assert.equal(parts.ada.mine! + parts.ben.mine!, hits.length);
  assert.equal((await as(ben, (scope) => review(scope, {}))).whose, 'mine');
  assert.notEqual((await as(ben, (scope) => review(scope, {}))).item?.id, hits[0]);
  await as(ben, (scope) => takeOver(scope, { year, from: ada.personId! }));
  assert.equal((await as(ben, (scope) => waitingOf(scope, year))).mine, hits.length);
  assert.equal((await as(ada, (scope) => waitingOf(scope, year))).mine, null);
  await as(ben, (scope) => skipHit(scope, hits[2]!));
  await as(ben, (scope) => skipHit(scope, hits[2]!));
  const skipped = await as(ben, (scope) => hitList(scope, { year, state: 'skipped', page: 1 }));
  assert.deepEqual(
    skipped.rows.map(({ id }) => id),
    [hits[2]],
  );
  await as(ben, (scope) => rejectHit(scope, { hitId: hits[2]! }));
  assert.equal((await as(ben, (scope) => waitingOf(scope, year))).skipped, 0);
});

test('two mappers of one activity answer blind: alike it counts, different the lead decides, and the agreement is told', async () => {
  const { lea, ada, ben, hits, activities } = await reviewed('dogwood');
  const activityIds = activities;
  await as(lea, (scope) => givePart(scope, { year, of: { activityIds }, personIds: [ada.personId!, ben.personId!] }));
  assert.equal((await as(ada, (scope) => acceptHit(scope, yes(hits[0]!)))).isBlind, true);
  assert.deepEqual([(await answers(ben))[0]!.answer, await links(ben)], [null, []]);
  assert.notEqual(await as(ada, (scope) => nextHit(scope, { year })), hits[0]);
  assert.equal(await as(ben, (scope) => nextHit(scope, { year })), hits[0]);
  assert.equal(await as(lea, (scope) => nextHit(scope, { year })), null);
  await assert.rejects(
    as(lea, (scope) => acceptHit(scope, yes(hits[0]!))),
    { kind: 'conflict' },
  );
  assert.equal((await as(ben, (scope) => acceptHit(scope, yes(hits[0]!, { evidence: 'My own words' })))).isBlind, undefined);
  assert.deepEqual([(await answers(ben))[0]!.answer, (await links(ben)).length], ['accepted', 1]);
  await as(ada, (scope) => acceptHit(scope, yes(hits[1]!, { level: 'assessed' })));
  await as(ben, (scope) => rejectHit(scope, { hitId: hits[1]!, reason: 'Only a word' }));
  assert.equal((await answers(ben))[1]!.answer, null);
  const { differences, agreements } = await as(lea, (scope) => splitOf(scope, year));
  assert.deepEqual(
    differences.map(({ hitId }) => hitId),
    [hits[1]],
  );
  assert.deepEqual([agreements[0]!.answered, agreements[0]!.percent.value], [2, 0.5]);
  // Whoever could undo and answer anew until the two are alike would find out the colleague's.
  await assert.rejects(
    as(ben, (scope) => undoAnswer(scope, hits[1]!)),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(ada, (scope) => decideBetween(scope, { hitId: hits[1]!, personId: ada.personId! })),
    { kind: 'forbidden' },
  );
  await as(lea, (scope) => decideBetween(scope, { hitId: hits[1]!, personId: ada.personId! }));
  assert.equal((await links(lea))[0]!.level, 'assessed');
  assert.equal((await as(lea, (scope) => splitOf(scope, year))).differences.length, 0);
});

test('many are answered in one act and taken back as a whole, but for what somebody answered anew', async () => {
  const { lea, ada, ben, hits } = await reviewed('elm');
  await as(ben, (scope) => rejectHit(scope, { hitId: hits[5]! }));
  const many = await as(ada, (scope) => answerMany(scope, { act: 'link', hitIds: hits, extent: 'fully' }));
  assert.deepEqual([many.done, many.left], [5, 1]);
  assert.ok((await links(ada)).every(({ extent, evidence }) => extent === 'fully' && evidence !== null));
  await as(ada, (scope) => undoAnswer(scope, hits[0]!));
  await as(ben, (scope) => rejectHit(scope, { hitId: hits[0]! }));
  const undone = await as(lea, (scope) => undoMany(scope, many.bulk));
  assert.deepEqual([undone.done, undone.left], [4, 1]);
  assert.deepEqual(await links(ada), []);
  assert.deepEqual(
    (await answers(ada)).map(({ answer }) => answer),
    ['rejected', null, null, null, null, 'rejected'],
  );
});

test('for another school nothing of it exists, and a student may do none of it', async () => {
  const { own, hits, activities, ada } = await reviewed('fir');
  const stranger = await actor('stranger', ['lead'], await school('gum'));
  const student = await actor('student', ['student'], own);
  const attempts: ((scope: Scope) => Promise<unknown>)[] = [
    (scope) => mapActivity(scope, { activityId: activities[0]!, competencyId: first, level: 'assessed', extent: 'fully' }),
    (scope) => undoMapping(scope, { activityId: activities[0]!, competencyId: first }),
    (scope) => skipHit(scope, hits[0]!),
    (scope) => undoMany(scope, hits[0]!),
    (scope) => decideBetween(scope, { hitId: hits[0]!, personId: ada.personId! }),
  ];
  for (const attempt of attempts) {
    await assert.rejects(as(stranger, attempt), { kind: 'missing' });
    await assert.rejects(as(student, attempt), { kind: 'forbidden' });
  }
  await assert.rejects(
    as(student, (scope) => splitOf(scope, year)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(ada, (scope) => splitQueue(scope, { year, personIds: [ada.personId!], which: 'all' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(stranger, (scope) => givePart(scope, { year, of: { activityIds: activities }, personIds: [ada.personId!] })),
    { kind: 'invalid' },
  );
});

test('two mappers who give the last two answers at once finish the review for the round', async () => {
  const { own, ada, ben, hits } = await reviewed('finished');
  const { id: roundId } = await openedRound([own.id, (await school('beside')).id]);
  const [last, one, ...others] = hits as [string, string, ...string[]];
  for (const hitId of others) await as(ada, (scope) => rejectHit(scope, { hitId }));
  const isIn = Promise.withResolvers<void>();
  const adas = as(ada, async (scope) => {
    await rejectHit(scope, { hitId: one });
    isIn.resolve();
    await sleep(200); // Ben's answer comes while Ada's is not committed
  });
  await isIn.promise;
  await Promise.all([adas, as(ben, (scope) => rejectHit(scope, { hitId: last }))]);
  const told = await as(ada, ({ tx }) =>
    tx
      .selectFrom('roundProgress')
      .select(['state', 'tenths', 'waitsFor'])
      .where('roundId', '=', roundId)
      .where('step', '=', 'review')
      .execute(),
  );
  assert.deepEqual(told, [{ state: 'done', tenths: 10, waitsFor: null }]);
});

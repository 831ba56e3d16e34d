import assert from 'node:assert/strict';
import { test } from 'node:test';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { adoptList, beginVersion, keepStarterList, putIntoUse } from '../keywords/commands.server.ts';
import { keepKeyword } from '../keywords/draft-commands.server.ts';
import { currentKeywordList, versionOfList } from '../keywords/queries.server.ts';
import { scanCurriculum } from './commands.server.ts';
import { scanOverview } from './queries.server.ts';

await as(operator(), keepStarterList);

/** A fictional school with one course of two activities, and a mapper. */
async function mappedSchool(slug: string) {
  const own = await school(slug);
  const mapper = await actor(`mapper-${slug}`, ['mapper'], own);
  const ids = await as(mapper, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year: '2025-26' }).execute();
    const [second, first] = await tx
      .insertInto('course')
      .values([
        { schoolId, year: '2025-26', sourceId: 'b', title: 'Surgery', position: 2 },
        { schoolId, year: '2025-26', sourceId: 'a', title: 'Medicine', position: 1 },
      ])
      .returning('id')
      .execute();
    const [surgery, medicine] = await tx
      .insertInto('activity')
      .values([
        {
          schoolId,
          year: '2025-26',
          sourceId: 'e1',
          title: 'Hospice rounds',
          description: '<p>Students visit. They meet the <b>palliative</b> care team.</p>',
        },
        { schoolId, year: '2025-26', sourceId: 'e2', title: 'Talking', description: 'How to share bad news; bad news again.' },
      ])
      .returning('id')
      .execute();
    await tx
      .insertInto('placement')
      .values([
        { schoolId, courseId: second!.id, activityId: surgery!.id },
        { schoolId, courseId: first!.id, activityId: medicine!.id },
      ])
      .execute();
    return { surgery: surgery!.id, medicine: medicine!.id };
  });
  return { mapper, ...ids };
}

function hitsOf(mapper: Actor) {
  return as(mapper, ({ tx }) =>
    tx
      .selectFrom('hit')
      .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
      .selectAll('hit')
      .select('phrase')
      .orderBy('hit.position')
      .execute(),
  );
}

test('a scan finds every keyword in one pass and orders the queue by course', async () => {
  const { mapper, medicine, surgery } = await mappedSchool('ashby');
  const counts = await as(mapper, scanCurriculum);
  assert.equal(counts.activities, 2);
  assert.equal(counts.hits, 3);
  assert.deepEqual(
    [counts.byKeyword['bad news'], counts.byKeyword['hospice*'], counts.byKeyword.palliative, counts.byKeyword.burnout],
    [1, 1, 1, 0],
  );
  const hits = await hitsOf(mapper);
  assert.deepEqual(
    hits.map((hit) => [
      hit.activityId,
      hit.phrase,
      hit.field,
      hit.places,
      hit.sentence.slice(hit.matchStart, hit.matchStart + hit.matchLength),
    ]),
    [
      [medicine, 'bad news', 'description', 2, 'bad news'],
      [surgery, 'palliative', 'description', 1, 'palliative'],
      [surgery, 'hospice*', 'title', 1, 'Hospice'],
    ],
  );
  assert.equal(hits[1]!.sentence, 'They meet the palliative care team.');
});

test('a second scan keeps every answer and forgets what no longer matches', async () => {
  const { mapper, medicine, surgery } = await mappedSchool('birch');
  await as(mapper, scanCurriculum);
  await as(mapper, async ({ tx }) => {
    await tx.updateTable('hit').set({ answer: 'rejected', reason: 'not ours' }).where('activityId', '=', medicine).execute();
    await tx.updateTable('activity').set({ description: 'Nothing' }).where('id', '=', medicine).execute();
    await tx.updateTable('activity').set({ title: 'Rounds' }).where('id', '=', surgery).execute();
  });
  const counts = await as(mapper, scanCurriculum);
  assert.equal(counts.hits, 1);
  assert.deepEqual(
    (await hitsOf(mapper)).map(({ phrase, answer, reason }) => [phrase, answer, reason]),
    [
      ['bad news', 'rejected', 'not ours'],
      ['palliative', null, null],
    ],
  );
});

test('nobody is asked about an activity that left the curriculum', async () => {
  const { mapper, medicine } = await mappedSchool('cedar');
  await as(mapper, scanCurriculum);
  await as(mapper, ({ tx }) => tx.updateTable('activity').set({ removedAt: new Date() }).where('id', '=', medicine).execute());
  assert.equal((await as(mapper, scanCurriculum)).activities, 1);
  assert.equal((await hitsOf(mapper)).length, 2);
});

test('a student may not scan', async () => {
  const own = await school('dogwood');
  await assert.rejects(as(await actor('student', ['student'], own), scanCurriculum), { kind: 'forbidden' });
});

test('a scan of nothing says what to do first', async () => {
  const own = await school('elm');
  await assert.rejects(as(await actor('early', ['lead'], own), scanCurriculum), { kind: 'conflict', message: /Bring one in first/ });
});

test('for another school the hits do not exist', async () => {
  const { mapper } = await mappedSchool('fir');
  await as(mapper, scanCurriculum);
  const stranger = await actor('stranger', ['lead'], await school('gum'));
  assert.deepEqual(await hitsOf(stranger), []);
});

test('the starter list is kept once, marked as ours, and only by who convenes', async () => {
  await as(operator(), keepStarterList);
  const list = await as(operator(), currentKeywordList);
  assert.match(list!.note, /not the collaborative/);
  assert.ok(list!.keywords.length > 25);
  assert.equal(await as(operator(), async ({ tx }) => (await tx.selectFrom('keywordList').select('id').execute()).length), 1);
  await assert.rejects(as(await actor('lead', ['lead'], await school('holly')), keepStarterList), { kind: 'forbidden' });
});

test('the scan leaves its counts in the record and on the page', async () => {
  const { mapper } = await mappedSchool('ivy');
  await as(mapper, scanCurriculum);
  const { lastScan, counts, activities } = await as(mapper, (scope) => scanOverview(scope, undefined));
  assert.deepEqual([lastScan?.activities, lastScan?.hits, activities], [2, 3, 2]);
  assert.equal(
    counts.reduce((sum, { open }) => sum + open, 0),
    3,
  );
});

test('a scan of a round uses its list, keeps what was answered of another list, and tells the round', async () => {
  const { mapper, surgery } = await mappedSchool('juniper');
  await as(mapper, scanCurriculum);
  await as(mapper, ({ tx }) => tx.updateTable('hit').set({ answer: 'rejected' }).where('field', '=', 'title').execute());
  const slug = 'scan-round';
  await as(operator(), async (scope) => {
    const { tx } = scope;
    const frameworkVersionId = await currentVersionId(scope);
    const [competency] = await competenciesOf(scope, frameworkVersionId);
    const { id: keywordListId } = await tx
      .insertInto('keywordList')
      .values({ name: 'Another list', slug: 'another-list', version: 1, note: 'Invented' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('keyword').values({ keywordListId, phrase: 'students', competencyId: competency!.id, position: 0 }).execute();
    await tx.updateTable('keywordList').set({ status: 'adopted' }).where('id', '=', keywordListId).execute();
    const { id: roundId } = await tx
      .insertInto('mappingRound')
      .values({
        slug,
        title: 'A round',
        year: '2025-26',
        frameworkVersionId,
        keywordListId,
        definitions: 'x',
        status: 'open',
        openedAt: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('roundSchool').values({ roundId, forSchoolId: mapper.school!.id }).execute();
  });
  assert.deepEqual(await as(mapper, (scope) => scanCurriculum(scope, { round: slug })), {
    activities: 2,
    hits: 1,
    byKeyword: { students: 1 },
  });
  assert.deepEqual((await hitsOf(mapper)).map(({ activityId, phrase, answer }) => [activityId, phrase, answer]).sort(), [
    [surgery, 'hospice*', 'rejected'],
    [surgery, 'students', null],
  ]);
  const told = await as(mapper, ({ tx }) => tx.selectFrom('roundProgress').select(['step', 'state', 'tenths']).execute());
  assert.deepEqual(told, [
    { step: 'bring-in', state: 'done', tenths: 10 },
    { step: 'scan', state: 'done', tenths: 10 },
    { step: 'review', state: 'open', tenths: 5 },
  ]);
  const { round, list } = await as(mapper, (scope) => scanOverview(scope, undefined));
  assert.deepEqual([round?.slug, list?.name], [slug, 'Another list']);
  await assert.rejects(
    as(mapper, (scope) => scanCurriculum(scope, { round: slug, year: '2024-25' })),
    { kind: 'invalid' },
  );
  const outside = await mappedSchool('katsura');
  await assert.rejects(
    as(outside.mapper, (scope) => scanCurriculum(scope, { round: slug })),
    { kind: 'conflict', message: /takes no part/ },
  );
});

test('when the list has a next version, what was answered stays answered, and only what it finds anew is asked', async () => {
  const { mapper, surgery, medicine } = await mappedSchool('larch');
  await as(mapper, scanCurriculum);
  await as(mapper, ({ tx }) =>
    tx.updateTable('hit').set({ answer: 'rejected', answeredAt: new Date() }).where('activityId', '=', surgery).execute(),
  );
  const convener = operator();
  const first = (await as(mapper, currentKeywordList))!;
  const { version } = await as(convener, (scope) => beginVersion(scope, first.id));
  const { list, changedAt } = await as(convener, (scope) => versionOfList(scope, { list: first.slug, version }));
  const palliative = list.keywords.find(({ phrase }) => phrase === 'palliative')!;
  await as(convener, (scope) =>
    keepKeyword(scope, { listId: list.id, keywordId: palliative.id, said: { ...palliative, phrase: 'palliative*', synonyms: ['share'] } }),
  );
  await assert.rejects(
    as(convener, (scope) => adoptList(scope, { listId: list.id, seen: changedAt })),
    { kind: 'conflict', message: /changed this draft/ },
  );
  const { changedAt: seen } = await as(convener, (scope) => versionOfList(scope, { list: first.slug, version }));
  await as(convener, (scope) => adoptList(scope, { listId: list.id, seen }));
  const overview = () => as(mapper, (scope) => scanOverview(scope, undefined));
  const between = await overview();
  assert.deepEqual([between.lastScan?.isOfList, between.lastScan?.keywordList], [false, 'Concord starter list, version 1']);
  assert.equal(
    between.counts.reduce((sum, { open }) => sum + open, 0),
    1,
    'what waits still waits',
  );
  await as(mapper, scanCurriculum);
  assert.equal((await overview()).lastScan?.isOfList, true);
  assert.deepEqual(
    (await hitsOf(mapper)).map((hit) => [hit.activityId, hit.phrase, hit.answer]).sort(),
    [
      [medicine, 'bad news', null],
      [medicine, 'palliative*', null],
      [surgery, 'hospice*', 'rejected'],
      [surgery, 'palliative*', 'rejected'],
    ].sort(),
  );
  await as(convener, (scope) => putIntoUse(scope, first.id));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { keepStarterList } from '../keywords/commands.server.ts';
import { scanCurriculum } from '../scan/commands.server.ts';
import { drawSample, keepReading } from './commands.server.ts';
import { recallPage } from './queries.server.ts';

await as(operator(), keepStarterList);
const year = '2025-26';

/** A fictional school with forty activities, of which three speak of hospice, and two mappers. */
async function scannedSchool(slug: string) {
  const own = await school(slug);
  const [tom, ada] = [await actor(`Tom of ${slug}`, ['mapper'], own), await actor(`Ada of ${slug}`, ['mapper'], own)];
  await as(tom, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId: own.id, year }).execute();
    const titles = Array.from({ length: 40 }, (_, at) => (at < 3 ? `Hospice visit ${at}` : `Session ${at}`));
    await tx
      .insertInto('activity')
      .values(titles.map((title, at) => ({ schoolId: own.id, year, sourceId: `e${at}`, title })))
      .execute();
  });
  return { own, tom, ada };
}

async function readAll(reader: Actor, sampleId: string, addresses: (title: string, at: number) => boolean) {
  for (let at = 0; ; at++) {
    const { item, competencies } = await as(reader, (scope) => recallPage(scope, { sample: sampleId }));
    if (item === null) return;
    const said = addresses(item.title, at) ? [competencies[0]!.stableId] : [];
    await as(reader, (scope) => keepReading(scope, { sampleId, activityId: item.activityId, addresses: said }));
  }
}

test('a sample is drawn of what the scan found nothing in, and by its seed anybody draws the same', async () => {
  const { tom } = await scannedSchool('ashby');
  await assert.rejects(
    as(tom, (scope) => drawSample(scope, { year, size: 10 })),
    { kind: 'conflict', message: /Scan 2025-26 first/ },
  );
  await as(tom, scanCurriculum);
  const drawn = async (seed: string) => {
    const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 10, seed }));
    return as(tom, ({ tx }) =>
      tx
        .selectFrom('recallActivity')
        .innerJoin('activity', (join) =>
          join.onRef('activity.schoolId', '=', 'recallActivity.schoolId').onRef('activity.id', '=', 'recallActivity.activityId'),
        )
        .select('title')
        .where('sampleId', '=', sampleId)
        .orderBy('recallActivity.position')
        .execute(),
    );
  };
  const first = await drawn('abc');
  assert.equal(first.length, 10);
  assert.ok(!first.some(({ title }) => title.startsWith('Hospice')));
  assert.deepEqual(await drawn('abc'), first);
  assert.notDeepEqual(await drawn('abd'), first);
});

test('two readers read blind; when both have read all, each has an estimate and they have an agreement', async () => {
  const { tom, ada } = await scannedSchool('birch');
  await as(tom, scanCurriculum);
  await as(tom, ({ tx }) => tx.updateTable('hit').set({ answer: 'accepted', answeredAt: new Date() }).execute());
  const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 10 }));
  await readAll(tom, sampleId, (_, at) => at === 0);
  const begun = await as(ada, (scope) => recallPage(scope, {}));
  await as(ada, (scope) => keepReading(scope, { sampleId, activityId: begun.item!.activityId, addresses: [] }));
  const blind = await as(ada, (scope) => recallPage(scope, {}));
  assert.deepEqual(
    blind.readers.map(({ read, addressing, estimate }) => [read, addressing, estimate === null]),
    [
      [10, null, true],
      [1, 0, false],
    ],
  );
  assert.equal(blind.agreement, null);
  await readAll(ada, sampleId, () => false);
  const { readers, agreement, differing } = await as(ada, (scope) => recallPage(scope, {}));
  assert.deepEqual(
    readers.map(({ addressing }) => addressing),
    [1, 0],
  );
  const { missed, recall } = readers[0]!.estimate!;
  assert.equal(missed?.value.toFixed(1), '3.7', '37 without a hit, one of ten');
  assert.equal(recall?.value.toFixed(2), (3 / 6.7).toFixed(2));
  assert.deepEqual([agreement?.percent, differing.length], [0.9, 1]);
});

test('for another school a sample does not exist, a student may not read one, and a competency must be one', async () => {
  const { tom, own } = await scannedSchool('cedar');
  await as(tom, scanCurriculum);
  const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 500 }));
  const { item, sample } = await as(tom, (scope) => recallPage(scope, {}));
  assert.equal(sample?.size, 37);
  const activityId = item!.activityId;
  const { tom: other } = await scannedSchool('dogwood');
  await assert.rejects(
    as(other, (scope) => keepReading(scope, { sampleId, activityId, addresses: [] })),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(other, (scope) => recallPage(scope, { sample: sampleId })),
    { kind: 'missing' },
  );
  const student = await actor('Kit', ['student'], own);
  await assert.rejects(
    as(student, (scope) => recallPage(scope, {})),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => drawSample(scope, { year, size: 10 })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(tom, (scope) => keepReading(scope, { sampleId, activityId, addresses: [own.id] })),
    { kind: 'missing' },
  );
});

test('an activity that came after the scan is not drawn: nothing looked for a keyword in it', async () => {
  const { own, tom } = await scannedSchool('elm');
  await as(tom, scanCurriculum);
  await as(tom, ({ tx }) => tx.insertInto('activity').values({ schoolId: own.id, year, sourceId: 'late', title: 'Late' }).execute());
  await as(tom, (scope) => drawSample(scope, { year, size: 500 }));
  const { sample, unhit } = await as(tom, (scope) => recallPage(scope, {}));
  assert.deepEqual([sample?.unhit, unhit], [37, 37]);
});

test('what two have said is compared and stays; before that an answer may be given anew', async () => {
  const { tom, ada } = await scannedSchool('fern');
  await as(tom, scanCurriculum);
  const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 10 }));
  const { item, competencies } = await as(tom, (scope) => recallPage(scope, {}));
  const [activityId, addresses] = [item!.activityId, [competencies[0]!.stableId]];
  await readAll(tom, sampleId, () => false);
  await as(tom, (scope) => keepReading(scope, { sampleId, activityId, addresses }));
  await readAll(ada, sampleId, () => false);
  for (const reader of [tom, ada])
    await assert.rejects(
      as(reader, (scope) => keepReading(scope, { sampleId, activityId, addresses: [] })),
      { kind: 'conflict' },
    );
});

test('nothing of a submitted year is drawn or read, and the page says so beforehand', async () => {
  const { own, tom } = await scannedSchool('glen');
  await as(tom, scanCurriculum);
  const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 10 }));
  const { item } = await as(tom, (scope) => recallPage(scope, {}));
  await as(tom, ({ tx }) => tx.insertInto('submission').values({ schoolId: own.id, year, submittedBy: tom.personId }).execute());
  assert.match((await as(tom, (scope) => recallPage(scope, {}))).submission ?? '', /was submitted/);
  await assert.rejects(
    as(tom, (scope) => keepReading(scope, { sampleId, activityId: item!.activityId, addresses: [] })),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(tom, (scope) => drawSample(scope, { year, size: 10 })),
    { kind: 'conflict' },
  );
});

test('for one competency its own links from hits and its own readings count', async () => {
  const { own, tom } = await scannedSchool('heath');
  await as(tom, scanCurriculum);
  const { competencies } = await as(tom, (scope) => recallPage(scope, {}));
  await as(tom, async ({ tx }) => {
    await tx.updateTable('hit').set({ answer: 'accepted', answeredAt: new Date() }).execute();
    const hits = await tx.selectFrom('hit').select(['id', 'activityId']).execute();
    const link = { schoolId: own.id, competencyId: competencies[0]!.id, level: 'practised', extent: 'partly' } as const;
    const firstOfEach = [...new Map(hits.map(({ id, activityId }) => [activityId, id]))].slice(0, 2);
    await tx
      .insertInto('competencyLink')
      .values(firstOfEach.map(([activityId, hitId]) => ({ ...link, activityId, hitId })))
      .execute();
  });
  const sampleId = await as(tom, (scope) => drawSample(scope, { year, size: 500 }));
  await readAll(tom, sampleId, (_, at) => at < 2);
  const [first, second] = (await as(tom, (scope) => recallPage(scope, {}))).readers[0]!.byCompetency;
  assert.deepEqual([first!.found, first!.addressing, first!.missed?.upper, first!.recall?.value], [2, 2, 2, 0.5]);
  assert.deepEqual([second!.found, second!.addressing, second!.recall], [0, 0, null]);
});

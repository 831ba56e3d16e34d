import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { activityList, everyActivity } from './queries.server.ts';
import { ActivitySearch } from './schema.ts';

const year = '2025-26';

/** A fictional school: Ward (a text, a Lecture, linked), Round (an objective, a method of its own), two called Talk in one course, Hand (by hand, 25 h, nowhere). */
async function searchedSchool(slug: string) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  await as(lead, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const rows = [
      { title: 'Ward', description: 'How families are told of dying.', learnerMinutes: 60 },
      { title: 'Round', description: null, learnerMinutes: 0 },
      { title: 'Talk', description: null, learnerMinutes: null },
      { title: 'talk', description: null, learnerMinutes: 30 },
      { title: 'Hand', description: null, learnerMinutes: 1500, cameBy: 'hand' as const },
    ];
    const made = await tx
      .insertInto('activity')
      .values(rows.map((row, at) => ({ schoolId, year, sourceId: `e${at}`, cameBy: 'file' as const, ...row })))
      .returning('id')
      .execute();
    const [ward, round, talk, other] = made.map(({ id }) => id) as [string, string, string, string];
    const course = await tx
      .insertInto('course')
      .values({ schoolId, year, sourceId: 'c', title: 'Early' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const places = [ward, round, talk, other].map((activityId) => ({ schoolId, courseId: course.id, activityId, isRequired: true }));
    await tx.insertInto('placement').values(places).execute();
    const objective = await tx
      .insertInto('objective')
      .values({ schoolId, year, sourceId: 'o', text: 'Discusses prognoses with the hospice’s team' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('activityObjective').values({ schoolId, activityId: round, objectiveId: objective.id }).execute();
    await tx
      .insertInto('activityMethod')
      .values([
        { schoolId, activityId: ward, position: 1, kind: 'instruction', code: 'IM013' },
        { schoolId, activityId: round, position: 1, kind: 'instruction', code: 'Grand round' },
      ])
      .execute();
    const competency = await tx
      .selectFrom('frameworkItem')
      .select('id')
      .where('kind', '=', 'competency')
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('competencyLink')
      .values({ schoolId, activityId: ward, competencyId: competency.id, level: 'introduced', extent: 'partly' })
      .execute();
  });
  return lead;
}
async function titles(scope: Scope, search: Record<string, string>): Promise<string[]> {
  return (await activityList(scope, ActivitySearch.parse(search))).activities.map(({ title }) => title);
}

test('each filter finds what it says, in the list and in its files alike', async () => {
  const lead = await searchedSchool('filters');
  const cases: readonly [Record<string, string>, string[]][] = [
    [{ q: 'family' }, ['Ward']],
    [{ q: 'discussing hospices' }, ['Round']],
    [{ q: 'al' }, ['Talk', 'talk']],
    [{ q: 'nowhere to be found' }, []],
    [{ method: 'IM013' }, ['Ward']],
    [{ method: 'lecture' }, ['Ward']],
    [{ method: 'none' }, ['Hand', 'Talk', 'talk']],
    [{ method: 'other' }, ['Round']],
    [{ came: 'hand' }, ['Hand']],
    [{ linked: 'yes' }, ['Ward']],
    [{ linked: 'no', came: 'file' }, ['Round', 'Talk', 'talk']],
    [{ same: 'yes' }, ['Talk', 'talk']],
    [{ minutes: 'long' }, ['Hand']],
    [{ minutes: 'zero', method: 'other' }, ['Round']],
    [{ phase: 'unplaced' }, ['Hand']],
  ];
  for (const [search, expected] of cases)
    await as(lead, async (scope) => {
      assert.deepEqual((await titles(scope, search)).sort(), expected, JSON.stringify(search));
      const { batches } = await everyActivity(scope, ActivitySearch.parse(search));
      const written: string[] = [];
      for await (const batch of batches) written.push(...batch.map(({ title }) => title));
      assert.deepEqual(written.sort(), expected, `the file of ${JSON.stringify(search)}`);
    });
});
test('a search says where it found the words', async () => {
  const lead = await searchedSchool('where');
  const found = async (q: string) =>
    (await as(lead, (scope) => activityList(scope, ActivitySearch.parse({ q })))).activities.map((each) => each.found);
  assert.deepEqual(await found('ward'), [{ inTitle: true, inText: false, objective: null }]);
  assert.deepEqual(await found('families'), [{ inTitle: false, inText: true, objective: null }]);
  assert.deepEqual(await found('discuss'), [{ inTitle: false, inText: false, objective: 'Discusses prognoses with the hospice’s team' }]);
});
test('words of another school are found for nobody else, through whichever door', async () => {
  await searchedSchool('theirs');
  const other = await actor('Other', ['lead'], await school('others'));
  await as(other, ({ tx }) => tx.insertInto('curriculumYear').values({ schoolId: other.school!.id, year }).execute());
  assert.deepEqual(await as(other, (scope) => titles(scope, { q: 'families' })), []);
  assert.deepEqual(await as(other, (scope) => titles(scope, { q: 'hospice' })), []);
});

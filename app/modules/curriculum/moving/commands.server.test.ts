import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { newRound } from '../../../../tests/rounds.ts';
import { coverageOf } from '../coverage/queries.server.ts';
import { mappedVersion } from '../queries.server.ts';
import { mapActivity } from '../review/link-commands.server.ts';
import { carryAsChanged, decideLinks, moveMap, reopenLinks } from './commands.server.ts';
import { linksOfMove, waitingMove } from './move-queries.server.ts';

const year = '2025-26';
const first = await publishedCompetencies();
const [one, two, three, four, five] = first.map(({ id }) => id) as [string, string, string, string, string];

/** A fictional school whose activities are linked to the competencies of these places (0 to 4) of the first version. */
async function linkedSchool(slug: string, places: readonly (readonly number[])[]) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  const mapper = await actor(`mapper-${slug}`, ['mapper'], own);
  await as(lead, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    for (const [at, linked] of places.entries()) {
      const { id } = await tx
        .insertInto('activity')
        .values({ schoolId, year, sourceId: `e${at}`, title: `Activity ${at}`, learnerMinutes: 60 })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const [nth, place] of linked.entries())
        await tx
          .insertInto('competencyLink')
          .values({
            schoolId,
            activityId: id,
            competencyId: first[place]!.id,
            level: nth === 0 ? 'introduced' : 'practised',
            extent: nth === 0 ? 'fully' : 'mentioned',
          })
          .execute();
    }
  });
  return { own, lead, mapper };
}
const ashby = await linkedSchool('ashby', [[0], [0, 1], [2], [3], [3, 4], [4]]);
const brookfield = await linkedSchool('brookfield', [[0]]);

/** Version 2, adopted and current: 1 unchanged, 2 recoded and moved, 3 reworded, 4 split into 4a and 4b, 5 merged into 2 is gone. */
const second = await as(operator(), async (scope) => {
  const { tx } = scope;
  const { frameworkId } = await tx
    .selectFrom('frameworkVersion')
    .select('frameworkId')
    .where('isCurrent', '=', true)
    .executeTakeFirstOrThrow();
  await tx.updateTable('frameworkVersion').set({ isCurrent: false, status: 'superseded' }).where('isCurrent', '=', true).execute();
  const { id } = await tx
    .insertInto('frameworkVersion')
    .values({ frameworkId, number: '2', status: 'adopted', isCurrent: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  const stays = (at: number, code: string, text = first[at]!.text) => ({ stableId: first[at]!.stableId, code, text });
  const items = await tx
    .insertInto('frameworkItem')
    .values(
      [
        stays(1, 'B'),
        stays(0, '1'),
        stays(2, '3', 'Other words'),
        { code: '4a', text: 'One half' },
        { code: '4b', text: 'The other half' },
      ].map((item, position) => ({ frameworkVersionId: id, position, ...item })),
    )
    .returning(['id', 'stableId', 'code'])
    .execute();
  const idOf = (code: string) => items.find((item) => item.code === code)!;
  for (const [from, to] of [
    [3, '4a'],
    [3, '4b'],
    [4, 'B'],
  ] as const)
    await tx
      .insertInto('frameworkAssociation')
      .values({
        frameworkVersionId: id,
        type: 'replacedBy',
        originStableId: first[from]!.stableId,
        destinationStableId: idOf(to).stableId,
      })
      .execute();
  return { id, item: (code: string) => idOf(code).id };
});

async function counted(person: Actor) {
  const { input, framework } = await as(person, (scope) => coverageOf(scope));
  return { version: framework.number, links: input.links.map(({ competency }) => competency).sort() };
}
const undecided = async () => (await as(ashby.lead, waitingMove))?.plan.undecided;

test('adopting a version changes no school’s map', async () => {
  assert.deepEqual(await counted(ashby.lead), { version: '2018', links: ['1', '1', '2', '3', '4', '4', '5', '5'] });
});

test('what the change says is carried at once; the rest is asked, and nothing counts before the move', async () => {
  const move = await as(ashby.mapper, waitingMove);
  assert.deepEqual(
    move!.plan.asked.map(({ competency, kind, links }) => [competency.code, kind, links]),
    [
      ['3', 'reworded', 1],
      ['4', 'split', 2],
    ],
  );
  assert.equal(await as(ashby.mapper, carryAsChanged), 5);
  assert.equal(await undecided(), 3);
  assert.deepEqual((await counted(ashby.lead)).version, '2018');
  assert.equal((await as(ashby.lead, mappedVersion)).number, '2018');
});

test('what a draft says of successors decides nothing, also for a lead, who reads drafts', async () => {
  await as(operator(), async ({ tx }) => {
    const { frameworkId } = await tx
      .selectFrom('frameworkVersion')
      .select('frameworkId')
      .where('id', '=', second.id)
      .executeTakeFirstOrThrow();
    const draft = { frameworkId, number: '3', status: 'draft' as const };
    const { id } = await tx.insertInto('frameworkVersion').values(draft).returning('id').executeTakeFirstOrThrow();
    const ends = { originStableId: first[3]!.stableId, destinationStableId: first[1]!.stableId };
    await tx
      .insertInto('frameworkAssociation')
      .values({ frameworkVersionId: id, type: 'replacedBy', ...ends })
      .execute();
  });
  const choices = async (person: Actor) => (await as(person, waitingMove))!.plan.asked.map(({ to }) => to.map(({ code }) => code).sort());
  assert.deepEqual(await choices(ashby.lead), [['3'], ['4a', '4b']]);
  assert.deepEqual(await choices(ashby.lead), await choices(ashby.mapper));
});

test('a lead moves only when every link is decided', async () => {
  await assert.rejects(as(ashby.lead, moveMap), { kind: 'conflict', message: /3 of 8 links are not decided/ });
});

test('links of a competency that was split go to both, to one, or to none, all at once or one by one', async () => {
  const { links } = await as(ashby.mapper, (scope) => linksOfMove(scope, { competencyId: four, versionId: second.id }));
  const [a, b] = links as [(typeof links)[0], (typeof links)[0]];
  const choice = { competency: four, isLeft: false, activities: null };
  await as(ashby.mapper, (scope) => decideLinks(scope, { ...choice, to: [second.item('4a'), second.item('4b')] }));
  await as(ashby.mapper, (scope) => decideLinks(scope, { ...choice, to: [], isLeft: true, activities: [b.activityId] }));
  await as(ashby.mapper, (scope) => decideLinks(scope, { ...choice, competency: three, to: [second.item('3')] }));
  assert.equal(await undecided(), 0);
  const after = await as(ashby.mapper, (scope) => linksOfMove(scope, { competencyId: four, versionId: second.id }));
  assert.deepEqual(
    after.links.map(({ activityId, to }) => [activityId === a.activityId, to?.length]),
    [
      [true, 2],
      [false, 0],
    ],
  );
});

test('a decision that is taken back is open again, and its carried links are gone', async () => {
  await as(ashby.mapper, (scope) => reopenLinks(scope, three));
  assert.equal(await undecided(), 1);
  await assert.rejects(
    as(ashby.mapper, (scope) => reopenLinks(scope, three)),
    { kind: 'missing' },
  );
  await as(ashby.mapper, (scope) => decideLinks(scope, { competency: three, isLeft: false, activities: null, to: [second.item('3')] }));
});

test('after the move coverage counts the carried links, the further level and the fuller extent where two came together', async () => {
  await assert.rejects(as(ashby.mapper, moveMap), { kind: 'forbidden' });
  await as(ashby.lead, moveMap);
  assert.deepEqual(await counted(ashby.lead), { version: '2', links: ['1', '1', '3', '4a', '4b', 'B', 'B', 'B'] });
  const merged = await as(ashby.lead, ({ tx }) =>
    tx
      .selectFrom('competencyLink')
      .innerJoin('activity', (join) =>
        join.onRef('activity.schoolId', '=', 'competencyLink.schoolId').onRef('activity.id', '=', 'activityId'),
      )
      .select(['level', 'extent', 'carriedFrom'])
      .where('activity.title', '=', 'Activity 4')
      .where('competencyId', '=', second.item('B'))
      .executeTakeFirstOrThrow(),
  );
  assert.deepEqual(merged, { level: 'practised', extent: 'mentioned', carriedFrom: five });
  assert.equal(await as(ashby.lead, waitingMove), null);
  await assert.rejects(as(ashby.lead, carryAsChanged), { kind: 'conflict' });
});

test('what stood on the version before is kept', async () => {
  const kept = await as(ashby.lead, ({ tx }) =>
    tx
      .selectFrom('competencyLink')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('competencyId', 'in', [one, two, three, four, five])
      .executeTakeFirstOrThrow(),
  );
  assert.equal(kept.n, 8);
});

test('another school’s links are not moved with it, and its lead decides nothing here', async () => {
  assert.equal((await as(brookfield.lead, waitingMove))!.plan.undecided, 1);
  const stranger = await actor('student', ['student'], brookfield.own);
  await assert.rejects(as(stranger, carryAsChanged), { kind: 'forbidden' });
  await assert.rejects(
    as(brookfield.lead, (scope) => decideLinks(scope, { competency: four, to: [], isLeft: true, activities: null })),
    { kind: 'missing' },
  );
  for (const named of [four, 'no id'])
    await assert.rejects(
      as(brookfield.lead, (scope) => reopenLinks(scope, named)),
      { kind: 'missing' },
    );
});

test('two people who carry at the same moment carry each link once', async () => {
  const both = await Promise.all([as(brookfield.lead, carryAsChanged), as(brookfield.mapper, carryAsChanged)]);
  assert.deepEqual(both.sort(), [0, 1]);
});

test('nothing is carried, decided or moved that would change a submitted year; a closed round of the version before stands in nobody’s way', async () => {
  const { own, lead } = await linkedSchool('clearwater', [[0], [2]]);
  const submit = (roundId: string | null) =>
    as(lead, async ({ tx }) => {
      await tx.deleteFrom('submission').execute();
      await tx.insertInto('submission').values({ schoolId: own.id, year, roundId }).execute();
    });
  const { keywordListId } = await newRound([]);
  const round = (slug: string, frameworkVersionId: string, status: 'open' | 'closed') =>
    as(operator(), async ({ tx }) => {
      const values = { slug, title: slug, year, frameworkVersionId, keywordListId, definitions: 'now', status };
      return (await tx.insertInto('mappingRound').values(values).returning('id').executeTakeFirstOrThrow()).id;
    });
  const before = (await as(lead, mappedVersion)).id;
  const choice = { competency: three, isLeft: false, activities: null, to: [second.item('3')] };
  for (const roundId of [null, await round('still-open', before, 'open'), await round('in-the-new', second.id, 'closed')]) {
    await submit(roundId);
    const refused = { kind: 'conflict', message: /2025-26 was submitted.*all its years/ };
    await assert.rejects(as(lead, carryAsChanged), refused);
    await assert.rejects(
      as(lead, (scope) => decideLinks(scope, choice)),
      refused,
    );
    await assert.rejects(
      as(lead, (scope) => reopenLinks(scope, three)),
      refused,
    );
    await assert.rejects(as(lead, moveMap), refused);
  }
  await submit(await round('over', before, 'closed'));
  await as(lead, carryAsChanged);
  await as(lead, (scope) => decideLinks(scope, choice));
  await as(lead, moveMap);
  assert.equal((await as(lead, mappedVersion)).id, second.id);
});

test('a link that somebody makes while a lead moves the map is not left behind: the move waits, and then names it', async () => {
  const { lead, mapper } = await linkedSchool('dalton', [[0], [0]]);
  await as(lead, carryAsChanged);
  const { id } = await as(lead, ({ tx }) =>
    tx.selectFrom('activity').select('id').where('title', '=', 'Activity 1').executeTakeFirstOrThrow(),
  );
  const [linked, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const linking = as(mapper, async (scope) => {
    await mapActivity(scope, { activityId: id, competencyId: three, level: 'practised', extent: 'partly' });
    linked.resolve();
    await end.promise;
  });
  await linked.promise;
  const moving = as(lead, moveMap);
  await sleep(150);
  end.resolve();
  await linking;
  await assert.rejects(moving, { kind: 'conflict', message: /1 of 3 links are not decided/ });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '#app/modules/competencies/crosswalks/commands.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { inventedFramework, publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { coverageOf, writtenCoverage } from './queries.server.ts';

const ashby = await school('ashby');
const mapper = await actor('Tomas', ['mapper'], ashby);
const convener = await actor('Ines', ['convener']);
const year = '2025-26';
const ours = await publishedCompetencies();

/** Another framework, invented, whose A is met in part by our 1, whose B asks for the same as our 2, and whose C is a part of our 1. */
const theirs = await inventedFramework(['A', 'B', 'C']);
await as(convener, async (scope) => {
  await relate(scope, { from: ours[0]!.id, to: theirs[0]!.id, relation: 'broader', note: null });
  await relate(scope, { from: theirs[1]!.id, to: ours[1]!.id, relation: 'exact', note: null });
  await relate(scope, { from: ours[0]!.id, to: theirs[2]!.id, relation: 'narrower', note: null });
});
await as(mapper, async ({ tx }) => {
  const schoolId = ashby.id;
  await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
  const activities = await tx
    .insertInto('activity')
    .values([
      { schoolId, year, sourceId: 'e1', title: 'Ward', learnerMinutes: 60 },
      { schoolId, year, sourceId: 'e2', title: 'Talk', learnerMinutes: 90 },
    ])
    .returning('id')
    .execute();
  const link = (at: number, competency: number) => ({
    schoolId,
    activityId: activities[at]!.id,
    competencyId: ours[competency]!.id,
    level: 'practised' as const,
    extent: 'partly' as const,
  });
  await tx
    .insertInto('competencyLink')
    .values([link(0, 0), link(1, 0), link(1, 1)])
    .execute();
});

test('read in another framework, each link is carried by the relations asked for, and says by which', async () => {
  const linked = async (carry: 'same' | 'parts' | 'all') => {
    const { input } = await as(mapper, (scope) => coverageOf(scope, { framework: 'invented', carry }));
    return input.links.map(({ competency, carriedBy }) => `${competency} ${carriedBy}`).sort();
  };
  assert.deepEqual(await linked('same'), ['B exact']);
  assert.deepEqual(await linked('parts'), ['A broader', 'A broader', 'B exact']);
  assert.deepEqual(await linked('all'), ['A broader', 'A broader', 'B exact', 'C narrower', 'C narrower']);
});

test('what is carried says so in every file, and what is mapped does not', async () => {
  const carried = await as(mapper, (scope) => writtenCoverage(scope, { framework: 'invented' }));
  assert.match(carried.framework, /^Invented skills, 1; carried across the crosswalk from .* \(exact, broader\), not mapped$/);
  assert.equal(carried.matrix.A!.all!.all.learner.touchingMinutes, 150);
  const own = await as(mapper, (scope) => writtenCoverage(scope, { framework: 'serious-illness-communication' }));
  assert.doesNotMatch(own.framework, /carried/);
  assert.equal(own.matrix['1']!.all!.all.learner.touchingMinutes, 150);
});

test('a framework that nobody has is missing', async () => {
  await assert.rejects(
    as(mapper, (scope) => coverageOf(scope, { framework: 'nowhere' })),
    { kind: 'missing' },
  );
});

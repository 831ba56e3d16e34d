import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { inventedFramework, publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { deanPage } from './dean-queries.server.ts';
import { coverageOf, writtenCoverage } from './queries.server.ts';
import { trendOf } from './trend.ts';
import { trendGrounds } from './trend-queries.server.ts';

const year = '2025-26';
const ours = await publishedCompetencies();
const theirs = await inventedFramework(['A', 'B']);
const milestone = await as(operator(), async ({ tx }) => {
  const { frameworkVersionId } = await tx
    .selectFrom('frameworkItem')
    .select('frameworkVersionId')
    .where('id', '=', theirs[0]!.id)
    .executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('frameworkItem')
    .values({
      frameworkVersionId,
      parentId: theirs[0]!.id,
      kind: 'milestone',
      phase: 'clerkship',
      text: 'Leads it on the ward',
      position: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, frameworkVersionId };
});

/** A school of 80 with an elective of 12 seats, a track of 20 and one activity in each, of an hour; all linked to the first competency. */
async function mappedSchool(slug: string, competencyId = ours[0]!.id) {
  const own = await school(slug, 80);
  const lead = await actor(`Lead${slug}`, ['lead'], own);
  const schoolId = own.id;
  const made = await as(lead, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const courses = await tx
      .insertInto('course')
      .values([
        { schoolId, year, sourceId: 'c1', title: 'Free', requirement: 'elective', seats: 12 },
        { schoolId, year, sourceId: 'c2', title: 'Track', requirement: 'required-in-track', enrolled: 20 },
      ])
      .returning(['id', 'stableId'])
      .execute();
    const activities = await tx
      .insertInto('activity')
      .values(['e1', 'e2'].map((sourceId) => ({ schoolId, year, sourceId, title: sourceId, learnerMinutes: 60 })))
      .returning('id')
      .execute();
    for (const [at, course] of courses.entries())
      await tx
        .insertInto('placement')
        .values({ schoolId, courseId: course.id, activityId: activities[at]!.id, isRequired: true })
        .execute();
    await tx
      .insertInto('activityMethod')
      .values({ schoolId, activityId: activities[0]!.id, position: 0, kind: 'instruction', code: 'Lecture' })
      .execute();
    for (const { id } of activities)
      await tx
        .insertInto('competencyLink')
        .values({
          schoolId,
          activityId: id,
          competencyId,
          level: 'practised',
          extent: 'fully',
          milestoneIds: competencyId === theirs[0]!.id ? [milestone.id] : [],
        })
        .execute();
    return { courses, activities };
  });
  return { own, lead, ...made };
}

test('the document has tracks by their share of the class, electives by their seats, and methods by their standard code', async () => {
  const { lead } = await mappedSchool('alder');
  const { inTrack, electives, measures, grades, directors, classSize } = await as(lead, (scope) => writtenCoverage(scope));
  const whole = inTrack.find(({ competency, phase }) => competency === '1' && phase === 'all')!;
  assert.deepEqual(whole.touching.minutes, { least: 15, most: 15 });
  const { seats, courses } = electives.find(({ phase }) => phase === 'all')!;
  assert.deepEqual([seats, courses, classSize], [12, 1, 80]);
  assert.ok(measures.some(({ measure, name }) => measure === 'instruction:IM013' && name === 'Lecture (IM013)'));
  assert.deepEqual(grades.reached.any.part, 1);
  assert.deepEqual(directors, { waitingLinks: 0, withdrawnLinks: 0, unansweredLinks: 0 });
});

test('a link waits for the course’s director, counts once the date has passed, and never after a no', async () => {
  const { lead, own, courses, activities } = await mappedSchool('beech');
  const schoolId = own.id;
  const figures = async () => {
    const { directors, linkedActivities } = await as(lead, (scope) => writtenCoverage(scope));
    return [linkedActivities, directors.waitingLinks, directors.withdrawnLinks, directors.unansweredLinks];
  };
  assert.deepEqual(await figures(), [2, 0, 0, 0]);
  const [, track] = courses;
  const mail = 'dana@beech.example';
  await as(lead, ({ tx }) =>
    tx.insertInto('courseDirector').values({ schoolId, courseStableId: track!.stableId, mail, name: 'Dana' }).execute(),
  );
  assert.deepEqual(await figures(), [1, 1, 0, 0]);
  await as(lead, ({ tx }) =>
    tx.insertInto('directorQuestion').values({ schoolId, year, courseStableId: track!.stableId, mail, dueOn: '2020-01-01' }).execute(),
  );
  assert.deepEqual(await figures(), [2, 0, 0, 1]);
  const answered = { schoolId, courseStableId: track!.stableId, activityId: activities[1]!.id, competencyId: ours[0]!.id };
  const word = { level: 'practised', extent: 'fully', seenLevel: 'practised', seenExtent: 'fully' } as const;
  await as(lead, ({ tx }) =>
    tx
      .insertInto('directorAnswer')
      .values({ ...answered, ...word, answer: 'still' })
      .execute(),
  );
  const { grades } = await as(lead, (scope) => writtenCoverage(scope));
  assert.equal(grades.reached['confirmed-fully'].part, 1);
  await as(lead, ({ tx }) => tx.updateTable('directorAnswer').set({ answer: 'not' }).where('schoolId', '=', schoolId).execute());
  assert.deepEqual(await figures(), [1, 0, 1, 0]);
});

test('a milestone has its own row under its competency, from the links that name it', async () => {
  const { lead } = await mappedSchool('cedar', theirs[0]!.id);
  const { input } = await as(lead, (scope) => coverageOf(scope));
  assert.deepEqual(input.milestones, [{ id: milestone.id, competency: 'A', phase: 'clerkship', text: 'Leads it on the ward' }]);
  const { grades, measures } = await as(lead, (scope) => writtenCoverage(scope));
  assert.deepEqual(
    grades.rows.map(({ competency, milestone, any }) => [competency, milestone, any]),
    [
      ['A', null, true],
      ['A', 'Leads it on the ward', true],
      ['B', null, false],
    ],
  );
  assert.ok(
    measures.some(({ milestone, measure, activities }) => milestone === 'Leads it on the ward' && measure === 'linked' && activities === 2),
  );
});

test('a round says the year and the version, and one that nobody opened does not exist', async () => {
  const { lead, own } = await mappedSchool('dogwood');
  const round = await as(operator(), async ({ tx }) => {
    const list = await tx
      .insertInto('keywordList')
      .values({ name: 'Invented', slug: 'invented', version: 1, note: 'Invented', status: 'adopted' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id } = await tx
      .insertInto('mappingRound')
      .values({
        ...{ slug: 'invented', title: 'Invented round', year, keywordListId: list.id, definitions: 'a', status: 'open' },
        frameworkVersionId: milestone.frameworkVersionId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('roundSchool').values({ roundId: id, forSchoolId: own.id }).execute();
    return id;
  });
  const { framework, linkedActivities } = await as(lead, (scope) => writtenCoverage(scope, { round: 'invented' }));
  assert.match(framework, /^Invented skills, 1/);
  assert.equal(linkedActivities, 0, 'links to another version do not count in this round');
  const { grounds } = await as(lead, (scope) => trendGrounds(scope));
  assert.deepEqual(
    grounds.map(({ rounds, version }) => [rounds[0]!.title, version]),
    [['Invented round', 'Invented skills, 1']],
  );
  await as(operator(), ({ tx }) => tx.updateTable('mappingRound').set({ status: 'draft' }).where('id', '=', round).execute());
  await assert.rejects(
    as(lead, (scope) => writtenCoverage(scope, { round: 'invented' })),
    { kind: 'missing' },
  );
});

test('trends and the dean’s page are the school’s alone: students may not look, and a school without a curriculum has neither', async () => {
  const { lead, own } = await mappedSchool('elm');
  const { report } = await as(lead, (scope) => deanPage(scope, {}));
  assert.match(report!.sections[0]!.sentences[0]!, /^2 activities of 2 are linked/);
  const { grounds } = await as(lead, (scope) => trendGrounds(scope));
  assert.equal(trendOf(grounds, { requirement: 'all', count: 'touching', hours: 'learner' }).total[0]!.activities, 2);
  const student = await actor('Kit', ['student'], own);
  for (const ask of [trendGrounds, deanPage] as const)
    await assert.rejects(
      as(student, async (scope) => {
        await (ask === deanPage ? deanPage(scope, {}) : trendGrounds(scope));
      }),
      { kind: 'forbidden' },
    );
  const early = await actor('Early', ['lead'], await school('fir'));
  assert.equal((await as(early, (scope) => deanPage(scope, {}))).report, null);
  assert.deepEqual((await as(early, (scope) => trendGrounds(scope))).grounds, []);
});

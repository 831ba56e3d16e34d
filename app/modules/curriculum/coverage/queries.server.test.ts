import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { type MinuteRange, sumOf } from '../minutes.ts';
import { coverage } from './coverage.ts';
import { coverageCsv } from './document.ts';
import { coverageOf, writtenCoverage } from './queries.server.ts';
import { listBehind, readCell, shownColumns } from './reading.ts';

const year = '2025-26';
const competencies = await publishedCompetencies();

/**
 * A fictional school: level 1 is the first phase, level 2 the second. `Ward` (60 min, two competencies) is required at level 1 and, once more, elective
 * over both levels; `Talk` (90 min) is required at level 2; `Round` has no stated minutes; `Loose` (15 min) stands in no course.
 */
async function mappedSchool(slug: string) {
  const own = await school(slug);
  const mapper = await actor(`mapper-${slug}`, ['mapper'], own);
  await as(mapper, async ({ tx }) => {
    const schoolId = own.id;
    const phases = await tx.selectFrom('schoolPhase').select('id').orderBy('position').execute();
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    await tx
      .insertInto('academicLevel')
      .values([1, 2].map((number) => ({ schoolId, year, number, label: `M${number}`, phaseId: phases[number - 1]!.id })))
      .execute();
    const courses = await tx
      .insertInto('course')
      .values([
        { schoolId, year, sourceId: 'c1', title: 'First', requirement: 'required', startLevel: 1, endLevel: 1, position: 1 },
        { schoolId, year, sourceId: 'c2', title: 'Both', requirement: 'elective', startLevel: 1, endLevel: 2, position: 2 },
        { schoolId, year, sourceId: 'c3', title: 'Second', requirement: 'required', startLevel: 2, endLevel: 2, position: 3 },
      ])
      .returning('id')
      .execute();
    const activities = await tx
      .insertInto('activity')
      .values([
        { schoolId, year, sourceId: 'e1', title: 'Ward', learnerMinutes: 60, deliveredMinutes: 480 },
        { schoolId, year, sourceId: 'e2', title: 'Talk', learnerMinutes: 90 },
        { schoolId, year, sourceId: 'e3', title: 'Round' },
        { schoolId, year, sourceId: 'e4', title: 'Loose', learnerMinutes: 15 },
        { schoolId, year, sourceId: 'e5', title: 'Unlinked', learnerMinutes: 45 },
        { schoolId, year, sourceId: 'e6', title: 'Removed', learnerMinutes: 45, removedAt: new Date() },
      ])
      .returning('id')
      .execute();
    const places = [
      [0, 0],
      [1, 0],
      [2, 1],
      [2, 2],
      [0, 5],
    ] as const;
    await tx
      .insertInto('placement')
      .values(
        places.map(([course, activity]) => ({
          schoolId,
          courseId: courses[course]!.id,
          activityId: activities[activity]!.id,
          isRequired: true,
        })),
      )
      .execute();
    const links = [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
      [3, 2],
      [5, 0],
    ] as const;
    await tx
      .insertInto('competencyLink')
      .values(
        links.map(([activity, competency]) => ({
          schoolId,
          activityId: activities[activity]!.id,
          competencyId: competencies[competency]!.id,
          level: 'practised' as const,
          extent: 'partly' as const,
        })),
      )
      .execute();
  });
  return { own, mapper };
}

async function read(person: Actor) {
  const ground = await as(person, (scope) => coverageOf(scope));
  return { ...ground, covered: coverage(ground.input) };
}

function exactly(minutes: number): MinuteRange {
  return { least: minutes, most: minutes };
}

test('a course over two phases counts under "Spans phases", an activity in no course under its own column', async () => {
  const { mapper } = await mappedSchool('ashby');
  const { covered, activities } = await read(mapper);
  assert.deepEqual(
    shownColumns(covered).map(({ name }) => name),
    ['Pre-clerkship', 'Clerkship', 'Post-clerkship', 'Spans phases', 'In no course'],
  );
  const [first, second, third] = covered.columns.map(({ id }) => id) as [string, string, string];
  const cells = covered.rows[0]!.cells;
  const reading = { requirement: 'required', count: 'touching', hours: 'learner' } as const;
  assert.deepEqual(readCell(cells, first, reading), { minutes: exactly(60), activities: 1, unknown: 0, estimated: 0 });
  assert.deepEqual(readCell(cells, second, reading), { minutes: exactly(90), activities: 2, unknown: 1, estimated: 0 });
  assert.deepEqual(readCell(cells, third, reading), { minutes: exactly(0), activities: 0, unknown: 0, estimated: 0 });
  assert.deepEqual(readCell(cells, 'spans', { ...reading, requirement: 'elective' }), {
    minutes: exactly(60),
    activities: 1,
    unknown: 0,
    estimated: 0,
  });
  assert.deepEqual(readCell(cells, 'all', { ...reading, requirement: 'all' }), {
    minutes: exactly(150),
    activities: 3,
    unknown: 1,
    estimated: 0,
  });
  assert.deepEqual([covered.linked, activities], [4, 5]);
});

test('minutes that nobody stated are unknown, never nothing', async () => {
  const { mapper } = await mappedSchool('birch');
  const { covered } = await read(mapper);
  const reading = { requirement: 'required', count: 'touching', hours: 'delivered' } as const;
  assert.equal(readCell(covered.rows[0]!.cells, covered.columns[1]!.id, reading).minutes, null);
});

test('the list behind a cell adds up to the cell', async () => {
  const { mapper } = await mappedSchool('cedar');
  const { covered, input } = await read(mapper);
  const columns = [...covered.columns.map(({ id }) => id), 'all'];
  let looked = 0;
  for (const requirement of ['required', 'elective', 'unknown', 'all'] as const)
    for (const count of ['touching', 'attributed'] as const)
      for (const hours of ['learner', 'delivered'] as const)
        for (const column of columns)
          for (const competency of [...competencies.map(({ code }) => code), 'all']) {
            const reading = { requirement, count, hours };
            const cells = covered.rows.find((row) => row.competency === competency)?.cells ?? covered.total;
            const cell = readCell(cells, column, reading, competency === 'all');
            const list = listBehind(input, { column, competency }, reading);
            assert.equal(list.length, cell.activities);
            assert.equal(list.filter(({ minutes }) => minutes === null).length, cell.unknown);
            assert.deepEqual(sumOf(list.map(({ minutes }) => minutes)), cell.minutes);
            looked += list.length;
          }
  assert.ok(looked > 50);
});

test('the document holds the matrix, its totals and every definition; so does the CSV', async () => {
  const { mapper, own } = await mappedSchool('dogwood');
  const document = await as(mapper, (scope) => writtenCoverage(scope));
  assert.equal(document.school, own.name);
  assert.equal(document.matrix['1']!['Pre-clerkship']!.required.learner.touchingMinutes, 60);
  assert.equal(document.matrix['1']!['Pre-clerkship']!.required.learner.attributedMinutes, 30);
  assert.equal(document.total.all!.all.learner.attributedMinutes, 165);
  assert.ok(document.definitions.length > 0);
  const csv = coverageCsv(document);
  const lines = csv.split('\r\n');
  assert.ok(lines.includes('1,"Understanding, values and goals",Pre-clerkship,required,1,60,30,0,0,480,240,0,0,60,30,0,480,240,0'));
  for (const { term } of document.definitions) assert.ok(csv.includes(`# ${term}: `));
});

test('a school without a curriculum has an empty coverage, not an error', async () => {
  const lead = await actor('early', ['lead'], await school('elm'));
  const { year: none, covered } = await read(lead);
  assert.equal(none, null);
  assert.equal(covered.linked, 0);
});

test('another school sees nothing of it, and a student may not look', async () => {
  const { own } = await mappedSchool('fir');
  const stranger = await actor('stranger', ['lead'], await school('gum'));
  await assert.rejects(
    as(stranger, (scope) => coverageOf(scope, { year })),
    { kind: 'missing' },
  );
  const student = await actor('student', ['student'], own);
  await assert.rejects(
    as(student, (scope) => coverageOf(scope)),
    { kind: 'forbidden' },
  );
});

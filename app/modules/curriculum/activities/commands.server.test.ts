import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvText } from '#app/platform/csv.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { activityFacts } from './activity-queries.server.ts';
import { giveCoursePhase, givePhases, keepSeats } from './commands.server.ts';
import { courseFacts, everyCourse, phasedCourses, phaseQuestions } from './course-queries.server.ts';
import { activityList, everyActivity } from './queries.server.ts';
import { ActivitySearch, CourseSearch, PhasesForm } from './schema.ts';
import { hoursOfCourse } from './words.ts';
import { activityHead, activityLine } from './written.ts';

const year = '2025-26';

/**
 * A fictional school, no level given yet: course `Early` at level 1 places Ward (60 min) and, electively, Formula (0 min); `Bridge` over levels 1 and 2
 * places Ward and Talk (unknown); `Nowhere` has no level; Loose (15 min) stands in no course; Gone was removed.
 */
async function mappedSchool(slug: string) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  const made = await as(lead, async ({ tx }) => {
    const schoolId = own.id;
    const phases = await tx.selectFrom('schoolPhase').select('id').orderBy('position').execute();
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const levels = [1, 2].map((number) => ({ schoolId, year, number, label: `M${number}` }));
    await tx.insertInto('academicLevel').values(levels).execute();
    const courses = await tx
      .insertInto('course')
      .values([
        { schoolId, year, sourceId: 'c1', title: 'Early', requirement: 'required', startLevel: 1, endLevel: 1, position: 1 },
        { schoolId, year, sourceId: 'c2', title: 'Bridge', requirement: 'required', startLevel: 1, endLevel: 2, position: 2 },
        { schoolId, year, sourceId: 'c3', title: 'Nowhere', position: 3 },
      ])
      .returning('id')
      .execute();
    const activities = await tx
      .insertInto('activity')
      .values([
        { schoolId, year, sourceId: 'e1', title: 'Ward', learnerMinutes: 60 },
        { schoolId, year, sourceId: 'e2', title: '=HYPERLINK("http://example.org")', learnerMinutes: 0 },
        { schoolId, year, sourceId: 'e3', title: 'talk 100%' },
        { schoolId, year, sourceId: 'e4', title: 'Loose', learnerMinutes: 15 },
        { schoolId, year, sourceId: 'e5', title: 'Gone', learnerMinutes: 45, removedAt: new Date('2026-02-03T12:00:00Z') },
      ])
      .returning('id')
      .execute();
    const [early, bridge] = courses.map(({ id }) => id) as [string, string];
    const [ward, formula, talk] = activities.map(({ id }) => id) as [string, string, string];
    await tx
      .insertInto('placement')
      .values([
        { schoolId, courseId: early, activityId: ward, isRequired: true },
        { schoolId, courseId: early, activityId: formula, isRequired: false },
        { schoolId, courseId: bridge, activityId: ward, isRequired: null },
        { schoolId, courseId: bridge, activityId: talk, isRequired: true },
      ])
      .execute();
    return { phases: phases.map(({ id }) => id), courses: courses.map(({ id }) => id), activities: activities.map(({ id }) => id) };
  });
  return { own, lead, ...made };
}

function asked(search: Record<string, string>): ActivitySearch {
  return ActivitySearch.parse(search);
}
async function titlesOf(scope: Scope, search: Record<string, string>): Promise<string[]> {
  return (await activityList(scope, asked(search))).activities.map(({ title }) => title);
}
async function csvOf(scope: Scope, search: Record<string, string>): Promise<string[]> {
  const { batches, phases } = await everyActivity(scope, asked(search));
  const rows = [];
  for await (const batch of batches) rows.push(...batch.map((activity) => activityLine(activity, phases)));
  return csvText([activityHead, ...rows])
    .trimEnd()
    .split('\r\n')
    .slice(1);
}
async function phasesOf(scope: Scope): Promise<Record<string, string | null>> {
  return Object.fromEntries((await phasedCourses(scope, year)).map(({ title, phase }) => [title, phase]));
}

test('for another school the activity does not exist', async () => {
  const { activities, courses, phases } = await mappedSchool('ashby');
  const other = await mappedSchool('birch');
  await assert.rejects(
    as(other.lead, (scope) => activityFacts(scope, activities[0]!)),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(other.lead, (scope) => courseFacts(scope, courses[0]!)),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(other.lead, (scope) => activityList(scope, asked({ course: courses[0]! }))),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(other.lead, (scope) => giveCoursePhase(scope, { courseId: courses[0]!, phaseId: other.phases[0]! })),
    {
      kind: 'missing',
    },
  );
  await assert.rejects(
    as(other.lead, (scope) => givePhases(scope, { year, levels: { 1: phases[0]! } })),
    { kind: 'invalid' },
  );
  assert.deepEqual(await as(other.lead, phasesOf), { Early: null, Bridge: null, Nowhere: null });
});

test('what is no id in an address is missing, not a fault, and a NUL byte in a search is harmless', async () => {
  const { lead } = await mappedSchool('cedar');
  await assert.rejects(
    as(lead, (scope) => activityFacts(scope, 'no-id')),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(lead, (scope) => courseFacts(scope, '\0')),
    { kind: 'missing' },
  );
  assert.deepEqual(await as(lead, (scope) => titlesOf(scope, { q: 'W\0ard', course: '\0', page: '-3' })), ['Ward']);
});

test('a student may not see the list', async () => {
  const { own, activities } = await mappedSchool('dover');
  const student = await actor('student-dover', ['student'], own);
  await assert.rejects(
    as(student, (scope) => activityList(scope, asked({}))),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => everyActivity(scope, asked({}))),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => everyCourse(scope, CourseSearch.parse({}))),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => activityFacts(scope, activities[0]!)),
    { kind: 'forbidden' },
  );
});

test('only a lead says which levels make a phase', async () => {
  const { own, phases, courses } = await mappedSchool('elm');
  const mapper = await actor('mapper-elm', ['mapper'], own);
  await assert.rejects(
    as(mapper, (scope) => givePhases(scope, { year, levels: { 1: phases[0]! } })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(mapper, (scope) => giveCoursePhase(scope, { courseId: courses[0]!, phaseId: null })),
    { kind: 'forbidden' },
  );
});

test('a level given to a phase moves its courses', async () => {
  const { lead, phases } = await mappedSchool('fern');
  const [first, second] = phases as [string, string];
  assert.deepEqual(await as(lead, phasesOf), { Early: null, Bridge: null, Nowhere: null });
  assert.equal(await as(lead, (scope) => givePhases(scope, { year, levels: { 1: first } })), 1);
  assert.deepEqual(await as(lead, phasesOf), { Early: first, Bridge: null, Nowhere: null });
  assert.equal(await as(lead, (scope) => givePhases(scope, { year, levels: { 1: second, 2: null } })), 1);
  assert.deepEqual(await as(lead, phasesOf), { Early: second, Bridge: null, Nowhere: null });
  assert.equal(await as(lead, (scope) => givePhases(scope, { year, levels: { 1: second } })), 0);
  const events = await as(lead, ({ tx }) =>
    tx.selectFrom('schoolEvent').select(['before', 'after', 'personId']).where('verb', '=', 'give-phases').orderBy('at').execute(),
  );
  assert.deepEqual(
    events.map(({ before, after }) => [before, after]),
    [
      [{ 1: null }, { 1: first }],
      [{ 1: first }, { 1: second }],
    ],
    'what changed nothing leaves no event',
  );
  await assert.rejects(
    as(lead, (scope) => givePhases(scope, { year, levels: { 7: first } })),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(lead, (scope) => givePhases(scope, { year: '1999-00', levels: {} })),
    { kind: 'missing' },
  );
});

test('a course over several phases is counted apart until the school says more', async () => {
  const { lead, phases, courses } = await mappedSchool('grove');
  const [first, second] = phases as [string, string];
  await as(lead, (scope) => givePhases(scope, { year, levels: { 1: first, 2: second } }));
  assert.deepEqual(await as(lead, phasesOf), { Early: first, Bridge: 'spans', Nowhere: null });
  assert.deepEqual(await as(lead, (scope) => titlesOf(scope, { phase: 'spans' })), ['talk 100%', 'Ward']);
  const open = await as(lead, (scope) => phaseQuestions(scope));
  assert.deepEqual(
    open.courses.map(({ title, byLevels }) => [title, byLevels]),
    [
      ['Bridge', 'spans'],
      ['Nowhere', null],
    ],
  );
  assert.equal(await as(lead, (scope) => giveCoursePhase(scope, { courseId: courses[1]!, phaseId: second })), true);
  assert.equal((await as(lead, phasesOf)).Bridge, second);
  assert.deepEqual(await as(lead, (scope) => titlesOf(scope, { phase: 'spans' })), []);
  assert.deepEqual(await as(lead, (scope) => titlesOf(scope, { phase: second })), ['talk 100%', 'Ward']);
  assert.equal((await as(lead, (scope) => phaseQuestions(scope))).courses.length, 2, 'so that the word can be taken back');
  await as(lead, (scope) => giveCoursePhase(scope, { courseId: courses[1]!, phaseId: null }));
  assert.equal((await as(lead, phasesOf)).Bridge, 'spans');
  const events = await as(lead, ({ tx }) =>
    tx.selectFrom('schoolEvent').select(['subjectId', 'before', 'after']).where('verb', '=', 'give-phase').orderBy('at').execute(),
  );
  assert.deepEqual(events[0], { subjectId: courses[1], before: { phaseId: null }, after: { phaseId: second } });
});

test('what a filter shows is what its CSV holds', async () => {
  const { lead, phases, courses } = await mappedSchool('hazel');
  await as(lead, (scope) => givePhases(scope, { year, levels: { 1: phases[0]!, 2: phases[1]! } }));
  const formula = '=HYPERLINK("http://example.org")';
  const expected: [Record<string, string>, string[]][] = [
    [{}, [formula, 'Loose', 'talk 100%', 'Ward']],
    [{ sort: '-title' }, ['Ward', 'talk 100%', 'Loose', formula]],
    [{ sort: 'minutes' }, [formula, 'Loose', 'Ward', 'talk 100%']],
    [{ sort: '-minutes' }, ['Ward', 'Loose', formula, 'talk 100%']],
    [{ q: 'WARD' }, ['Ward']],
    [{ q: '0%' }, ['talk 100%']],
    [{ q: '_' }, []],
    [{ minutes: 'unknown' }, ['talk 100%']],
    [{ minutes: 'zero' }, [formula]],
    [{ requirement: 'required' }, ['talk 100%', 'Ward']],
    [{ requirement: 'elective' }, [formula]],
    [{ requirement: 'unknown' }, ['Loose', 'Ward']],
    [{ requirement: 'unknown', course: courses[0]! }, []],
    [{ phase: phases[0]!, requirement: 'unknown' }, []],
    [{ phase: phases[0]! }, [formula, 'Ward']],
    [{ phase: 'unplaced' }, ['Loose']],
    [{ phase: 'none' }, []],
    [{ course: courses[1]! }, ['talk 100%', 'Ward']],
  ];
  for (const [search, titles] of expected) {
    const shown = await as(lead, (scope) => activityList(scope, asked(search)));
    assert.deepEqual(
      shown.activities.map(({ title }) => title),
      titles,
      JSON.stringify(search),
    );
    assert.equal(shown.total, titles.length);
    const lines = await as(lead, (scope) => csvOf(scope, search));
    assert.deepEqual(
      lines.map((line) => line.split(',').at(-1)),
      shown.activities.map(({ id }) => id),
      JSON.stringify(search),
    );
  }
});

test('a page behind the middle goes on where the one before it ends, and a page behind the last is the last', async () => {
  const { own, lead } = await mappedSchool('iris');
  const schoolId = own.id;
  const more = Array.from({ length: 230 }, (_, at) => ({
    schoolId,
    year,
    sourceId: `m${at}`,
    title: `Session ${at % 7}`,
    learnerMinutes: at % 5 || null,
  }));
  await as(lead, ({ tx }) => tx.insertInto('activity').values(more).execute());
  for (const sort of ['title', '-title', 'minutes', '-minutes']) {
    const whole = await as(lead, (scope) => csvOf(scope, { sort }));
    const paged: string[] = [];
    for (const page of ['1', '2', '3', '4', '5'])
      paged.push(...(await as(lead, (scope) => activityList(scope, asked({ sort, page })))).activities.map(({ id }) => id));
    assert.deepEqual(
      paged,
      whole.map((line) => line.split(',').at(-1)),
      sort,
    );
  }
  assert.equal((await as(lead, (scope) => activityList(scope, asked({ page: '900' })))).page, 5);
});

test('a title that looks like a formula is harmless in the CSV', async () => {
  const { lead } = await mappedSchool('juniper');
  const [line] = await as(lead, (scope) => csvOf(scope, { minutes: 'zero' }));
  assert.ok(line!.startsWith(`"'=HYPERLINK(`), line);
});

test('in the CSV minutes that nobody stated are unknown and a stated zero is a zero', async () => {
  const { lead } = await mappedSchool('kestrel');
  const [unknown] = await as(lead, (scope) => csvOf(scope, { minutes: 'unknown' }));
  assert.match(unknown!, /,unknown,unknown,/);
  const [zero] = await as(lead, (scope) => csvOf(scope, { minutes: 'zero' }));
  assert.match(zero!, /,0,unknown,/);
});

test('hours of a course say apart what nobody stated', async () => {
  const { lead } = await mappedSchool('larch');
  const { courses } = await as(lead, (scope) => everyCourse(scope, CourseSearch.parse({})));
  assert.deepEqual(
    courses.map(({ title, activities, minutes, unknownMinutes }) => [title, activities, minutes, unknownMinutes]),
    [
      ['Early', 2, { least: 60, most: 60 }, 0],
      ['Bridge', 2, { least: 60, most: 60 }, 1],
      ['Nowhere', 0, { least: 0, most: 0 }, 0],
    ],
  );
});

test('an estimate is a range in the lists of activities and courses', async () => {
  const { lead, activities } = await mappedSchool('linden');
  await as(lead, ({ tx }) => tx.updateTable('activity').set({ learnerMinutesMost: 90 }).where('id', '=', activities[0]!).execute());
  const { courses } = await as(lead, (scope) => everyCourse(scope, CourseSearch.parse({})));
  assert.deepEqual(courses.map(hoursOfCourse).slice(0, 2), ['1 to 1.5 h', '1 to 1.5 h, 1 unknown']);
  const line = (await as(lead, (scope) => csvOf(scope, { q: 'ward' })))[0]!;
  assert.ok(line.includes(',60,90,unknown,unknown,'), line);
});

test('an activity that left the school’s file is in no list, but its page says since when', async () => {
  const { lead, activities } = await mappedSchool('maple');
  assert.deepEqual(await as(lead, (scope) => titlesOf(scope, { q: 'gone' })), []);
  const { activity } = await as(lead, (scope) => activityFacts(scope, activities[4]!));
  assert.deepEqual(activity.removedAt, new Date('2026-02-03T12:00:00Z'));
});

test('the phases form names every level and course, and says which field holds no phase', () => {
  const phase = '01900000-0000-7000-8000-000000000001';
  const course = '01900000-0000-7000-8000-000000000002';
  assert.deepEqual(PhasesForm.parse({ year, 'level.1': phase, 'level.2': '', [`course.${course}`]: phase }), {
    year,
    levels: { 1: phase, 2: null },
    courses: [{ courseId: course, phaseId: phase }],
  });
  const wrong = PhasesForm.safeParse({ year, 'level.1': 'x' });
  assert.deepEqual(
    wrong.error?.issues.map(({ path }) => path.join('.')),
    ['level.1'],
  );
});

test('seats and enrolment are the school’s own word: kept with an event, and nobody else’s to change', async () => {
  const { own, lead, courses } = await mappedSchool('seated');
  const mapper = await actor('mapper-seated', ['mapper'], own);
  assert.equal(await as(lead, (scope) => keepSeats(scope, { courseId: courses[0]!, seats: 12, enrolled: 9 })), true);
  assert.equal(await as(lead, (scope) => keepSeats(scope, { courseId: courses[0]!, seats: 12, enrolled: 9 })), false);
  await assert.rejects(
    as(mapper, (scope) => keepSeats(scope, { courseId: courses[0]!, seats: 1, enrolled: null })),
    { kind: 'forbidden' },
  );
  const event = await as(lead, ({ tx }) =>
    tx.selectFrom('schoolEvent').selectAll().where('verb', '=', 'keep-seats').executeTakeFirstOrThrow(),
  );
  assert.deepEqual(
    [event.before, event.after],
    [
      { seats: null, enrolled: null },
      { seats: 12, enrolled: 9 },
    ],
  );
});

test('while a year is submitted, nobody says its phases or seats otherwise', async () => {
  const { own, lead, courses, phases } = await mappedSchool('submitted');
  await as(lead, ({ tx }) => tx.insertInto('submission').values({ schoolId: own.id, year }).execute());
  const refused = { kind: 'conflict', message: /was submitted/ };
  const courseId = courses[0]!;
  await assert.rejects(
    as(lead, (scope) => givePhases(scope, { year, levels: { 1: phases[0]! } })),
    refused,
  );
  await assert.rejects(
    as(lead, (scope) => giveCoursePhase(scope, { courseId, phaseId: phases[0]! })),
    refused,
  );
  await assert.rejects(
    as(lead, (scope) => keepSeats(scope, { courseId, seats: 8, enrolled: 3 })),
    refused,
  );
});

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type SmallCurriculum, smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, school } from '../../../../tests/people.ts';
import { coverage } from '../coverage/coverage.ts';
import { coverageOf } from '../coverage/queries.server.ts';
import { readCell } from '../coverage/reading.ts';
import { undoEdit } from '../editing/commands.server.ts';
import { bringFile, bringIn } from '../intake/jobs.server.ts';
import { answerTeaching } from './commands.server.ts';
import { type Estimate, EstimateForm, workedOut } from './estimate.ts';
import { changeEstimate, enterEstimate, takeBackEstimate } from './estimate-commands.server.ts';
import { estimatesOf, groupQuestion, groupQuestions, openGroupQuestions } from './queries.server.ts';
import { evidenceWords } from './words.ts';

const year = '2025-26';
const competencies = await as(operator(), async (scope) => competenciesOf(scope, await currentVersionId(scope)));
const [first, second] = competencies.map(({ id }) => id) as [string, string];

const groups = ['G1', 'G2', 'G3', 'G4'];
/** Course `Doctoring` has four rows of one title, `Ward` one row of eight hours, `Lectures` nothing to ask. */
const file = {
  events: [
    ...groups.map((id) => ({ id, title: 'Small group', minutes: 60 })),
    { id: 'W1', title: 'Ward week', minutes: 480 },
    { id: 'L1', title: 'Lecture', minutes: 45 },
  ],
  courses: [
    { id: 'C1', title: 'Doctoring', events: groups },
    { id: 'C2', title: 'Ward', events: ['W1'] },
    { id: 'C3', title: 'Lectures', events: ['L1'] },
  ],
} satisfies SmallCurriculum;

async function bringsIn(lead: Actor, curriculum: SmallCurriculum, ofYear = year) {
  const kept = await keepStream(Readable.from([smallCurriculum(curriculum)]), 10_000_000);
  const id = await bringFile(lead, { year: ofYear, name: 'curriculum.xml', file: kept });
  await bringIn(lead, id, 'year');
}
async function schoolWith(slug: string, curriculum: SmallCurriculum = file) {
  const own = await school(slug);
  const lead = await actor(`Lead${slug}`, ['lead'], own);
  await bringsIn(lead, curriculum);
  return { own, lead, ...(await coursesOf(lead)) };
}
async function coursesOf(lead: Actor, ofYear = year) {
  const { open, answered } = await as(lead, (scope) => groupQuestions(scope, ofYear));
  const idOf = (title: string) => [...open, ...answered].find((course) => course.title === title)!.id;
  return { open, answered, doctoring: idOf('Doctoring'), ward: idOf('Ward') };
}
/** Everything that an answer may touch, as it stands. */
function mapOf(lead: Actor) {
  return as(lead, async ({ tx }) => ({
    activities: await tx.selectFrom('activity').selectAll().orderBy('sourceId').execute(),
    courses: await tx.selectFrom('course').selectAll().orderBy('sourceId').execute(),
    placements: await tx.selectFrom('placement').selectAll().orderBy('courseId').orderBy('activityId').execute(),
    links: await tx.selectFrom('competencyLink').selectAll().orderBy('activityId').orderBy('competencyId').execute(),
  }));
}
async function standing(lead: Actor, ofYear = year) {
  const rows = await as(lead, ({ tx }) =>
    tx.selectFrom('activity').selectAll().where('year', '=', ofYear).where('removedAt', 'is', null).orderBy('sourceId').execute(),
  );
  return rows.map(({ sourceId, learnerMinutes, deliveredMinutes, groups: given }) => [sourceId, learnerMinutes, deliveredMinutes, given]);
}
async function link(lead: Actor, sourceId: string, competencyId: string, level: 'introduced' | 'practised' = 'introduced') {
  await as(lead, async ({ tx, actor: { school: own } }) => {
    const { id } = await tx
      .selectFrom('activity')
      .select('id')
      .where('sourceId', '=', sourceId)
      .where('year', '=', year)
      .executeTakeFirstOrThrow();
    await tx.insertInto('competencyLink').values({ schoolId: own!.id, activityId: id, competencyId, level, extent: 'partly' }).execute();
  });
}
const toGroups = (courseId: string, given: number | null = null) => ({ courseId, teaching: 'groups', groups: given, seen: null }) as const;
const folded = [
  ['G1', 60, 240, 4],
  ['L1', 45, 45, null],
  ['W1', 80, 480, 6],
];

test('only courses of which the file cannot tell are asked about, with what raises the question', async () => {
  const { open, lead } = await schoolWith('ashby');
  assert.deepEqual(
    open.map(({ title, evidence }) => [title, evidence.map(evidenceWords)]),
    [
      ['Doctoring', ['“Small group” 4 times, 1 h each']],
      ['Ward', ['“Ward week” once, of 8 h']],
    ],
  );
  assert.equal(await as(lead, (scope) => openGroupQuestions(scope, year)), 2);
});

test('an answer tells learner hours from delivered hours, in several courses at once, and an undo restores every row', async () => {
  const { lead, doctoring, ward } = await schoolWith('birch');
  await link(lead, 'G2', first, 'practised');
  await link(lead, 'G1', first);
  await link(lead, 'G3', second);
  const before = await mapOf(lead);
  const { editId, folded: rows } = await as(lead, (scope) =>
    answerTeaching(scope, { year, answers: [toGroups(doctoring), toGroups(ward, 6)] }),
  );
  assert.deepEqual(await standing(lead), folded);
  assert.equal(rows, 3);
  const { links, activities, placements } = await mapOf(lead);
  const carrier = activities.find(({ sourceId }) => sourceId === 'G1')!.id;
  assert.deepEqual(
    links.map(({ activityId, competencyId, level }) => [activityId === carrier, competencyId, level]),
    [
      [true, first, 'practised'],
      [true, second, 'introduced'],
    ],
  );
  assert.equal(placements.length, 3);
  const stays = await as(lead, (scope) => groupQuestion(scope, { year, courseId: doctoring }));
  assert.deepEqual(stays?.evidence.map(evidenceWords), ['“Small group” 4 times, 1 h each']);
  await as(lead, (scope) => undoEdit(scope, editId!));
  assert.deepEqual(await mapOf(lead), before);
});

test('every learner sits through each: nothing changes but that it is not asked again', async () => {
  const { lead, doctoring } = await schoolWith('cedar');
  const before = await standing(lead);
  await as(lead, (scope) =>
    answerTeaching(scope, { year, answers: [{ courseId: doctoring, teaching: 'each', groups: null, seen: null }] }),
  );
  assert.deepEqual(await standing(lead), before);
  assert.deepEqual(
    (await coursesOf(lead)).open.map(({ title }) => title),
    ['Ward'],
  );
});

test('a row that holds the hours of all groups needs their number', async () => {
  const { lead, ward } = await schoolWith('dogwood');
  await assert.rejects(
    as(lead, (scope) => answerTeaching(scope, { year, answers: [toGroups(ward)] })),
    { kind: 'invalid', message: /“Ward week”.*how many groups/ },
  );
});

test('every later file keeps the answer, and what the file changed is derived anew', async () => {
  const { lead, doctoring, ward } = await schoolWith('elm');
  await link(lead, 'G2', first);
  const { editId } = await as(lead, (scope) => answerTeaching(scope, { year, answers: [toGroups(doctoring), toGroups(ward, 6)] }));
  const before = await mapOf(lead);
  await bringsIn(lead, file);
  assert.deepEqual(await standing(lead), folded);
  assert.deepEqual((await mapOf(lead)).placements, before.placements);
  const longer = {
    ...file,
    events: file.events.map((event) => (event.id === 'G3' ? { ...event, minutes: 90 } : event)).filter(({ id }) => id !== 'G4'),
  };
  await bringsIn(lead, longer);
  assert.deepEqual(await standing(lead), [['G1', 90, 210, 3], ...folded.slice(1)]);
  await bringsIn(lead, { ...file, events: file.events.filter(({ id }) => id !== 'G1') });
  assert.deepEqual(await standing(lead), [['G4', 60, 180, 3], ...folded.slice(1)]);
  const { links, activities } = await mapOf(lead);
  assert.deepEqual(
    links.map(({ activityId }) => activities.find(({ id }) => id === activityId)!.sourceId),
    ['G4'],
  );
  await assert.rejects(
    as(lead, (scope) => undoEdit(scope, editId!)),
    { kind: 'conflict' },
  );
  await as(lead, (scope) =>
    answerTeaching(scope, { year, answers: [{ courseId: doctoring, teaching: null, groups: null, seen: 'groups' }] }),
  );
  assert.deepEqual((await standing(lead)).slice(0, 3), [
    ['G2', 60, 60, null],
    ['G3', 60, 60, null],
    ['G4', 60, 60, null],
  ]);
});

test('next year’s course begins with the answer, and the links of all groups meet on its one activity', async () => {
  const { lead, doctoring, ward } = await schoolWith('fir');
  await link(lead, 'G1', first);
  await as(lead, (scope) => answerTeaching(scope, { year, answers: [toGroups(doctoring), toGroups(ward, 6)] }));
  const turned = { ...file, courses: [{ ...file.courses[0]!, events: ['G4', 'G3', 'G2', 'G1'] }, ...file.courses.slice(1)] };
  await bringsIn(lead, turned, '2026-27');
  assert.deepEqual(
    await standing(lead, '2026-27'),
    [folded[1], folded[2], ['G4', 60, 240, 4]].sort((a, b) => String(a![0]).localeCompare(String(b![0]))),
  );
  const carried = await as(lead, ({ tx }) =>
    tx
      .selectFrom('competencyLink')
      .innerJoin('activity', 'activity.id', 'competencyLink.activityId')
      .select(['activity.sourceId', 'competencyId'])
      .where('activity.year', '=', '2026-27')
      .execute(),
  );
  assert.deepEqual(carried, [{ sourceId: 'G4', competencyId: first }]);
});

test('of two people who answer at once one is told what the other said, and the same answer twice is one', async () => {
  const { own, lead, doctoring } = await schoolWith('gum');
  const mapper = await actor('Mapper', ['mapper'], own);
  const said = await Promise.allSettled([
    as(lead, (scope) => answerTeaching(scope, { year, answers: [toGroups(doctoring)] })),
    as(mapper, (scope) => answerTeaching(scope, { year, answers: [{ courseId: doctoring, teaching: 'each', groups: null, seen: null }] })),
  ]);
  const refused = said.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  assert.equal(refused.length, 1);
  assert.match(refused[0].message, /answered about “Doctoring” before you/);
  const [{ teaching }] = (await as(lead, ({ tx }) => tx.selectFrom('course').select('teaching').where('id', '=', doctoring).execute())) as [
    { teaching: 'each' },
  ];
  const again = await as(mapper, (scope) =>
    answerTeaching(scope, { year, answers: [{ courseId: doctoring, teaching, groups: null, seen: null }] }),
  );
  assert.equal(again.editId, null);
});

test('another school’s course and estimate are missing, and whoever only views may not answer', async () => {
  const { own, doctoring } = await schoolWith('hazel');
  const { lead: stranger } = await schoolWith('ivy');
  const viewer = await actor('Viewer', ['faculty'], own);
  await assert.rejects(
    as(stranger, (scope) => answerTeaching(scope, { year, answers: [toGroups(doctoring)] })),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(viewer, (scope) => answerTeaching(scope, { year, answers: [toGroups(doctoring)] })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(stranger, (scope) => enterEstimate(scope, { ...estimate(), courseId: doctoring })),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(viewer, (scope) => enterEstimate(scope, estimate())),
    { kind: 'forbidden' },
  );
});

const typed = {
  ...{
    year,
    entry: '00000000-0000-4000-8000-000000000001',
    kind: 'bedside',
    title: 'Bedside teaching',
    description: '',
    courseId: '',
    place: 'course',
  },
  ...{ from: '', to: '', weeks: '6', weekFrom: '1', weekTo: '2', deliveredFrom: '', deliveredTo: '' },
  ...{ source: 'clerkship director’s estimate, 6 weeks × 1 to 2 h', by: 'Dr. Example', [`level.${first}`]: 'practised' },
};
function estimate(more: Record<string, string> = {}): Estimate {
  return EstimateForm.parse({ ...typed, ...more });
}

test('an estimate is a range with its source and who said so, and counts as a range in coverage; delivered hours stay unknown', async () => {
  const { lead, ward } = await schoolWith('juniper');
  const entered = estimate({ courseId: ward });
  const editId = await as(lead, (scope) => enterEstimate(scope, entered));
  assert.equal(await as(lead, (scope) => enterEstimate(scope, entered)), null, 'the same form twice enters it once');
  const [listed] = (await as(lead, (scope) => estimatesOf(scope))).estimates;
  assert.deepEqual(
    [listed!.learner, listed!.delivered, listed!.kind, listed!.estimateBy, listed!.places.map(({ course }) => course)],
    [{ least: 360, most: 720 }, null, 'bedside', 'Dr. Example', ['Ward']],
  );
  const { input } = await as(lead, (scope) => coverageOf(scope));
  const cells = coverage(input).rows[0]!.cells;
  assert.deepEqual(readCell(cells, 'all', { requirement: 'required', count: 'touching', hours: 'learner' }), {
    minutes: { least: 360, most: 720 },
    activities: 1,
    unknown: 0,
    estimated: 1,
  });
  assert.equal(readCell(cells, 'all', { requirement: 'all', count: 'touching', hours: 'delivered' }).minutes, null);
  await bringsIn(lead, file);
  assert.equal((await as(lead, (scope) => estimatesOf(scope))).estimates.length, 1, 'no file takes it away');
  await as(lead, (scope) => undoEdit(scope, editId!));
  assert.equal((await as(lead, (scope) => estimatesOf(scope))).estimates.length, 0);
});

test('an estimate is said anew, and taken back; saying the same again is no change', async () => {
  const { lead } = await schoolWith('kapok');
  await as(lead, (scope) => enterEstimate(scope, estimate()));
  const [before] = (await as(lead, (scope) => estimatesOf(scope))).estimates;
  assert.equal(await as(lead, (scope) => changeEstimate(scope, before!.id, estimate())), null);
  await as(lead, (scope) =>
    changeEstimate(
      scope,
      before!.id,
      estimate({ weeks: '', weekFrom: '', weekTo: '', from: '10', [`level.${first}`]: '', [`level.${second}`]: 'assessed' }),
    ),
  );
  const [after] = (await as(lead, (scope) => estimatesOf(scope))).estimates;
  assert.deepEqual(
    [after!.learner, after!.links.map(({ competencyId, level }) => [competencyId, level])],
    [{ least: 600, most: 600 }, [[second, 'assessed']]],
  );
  await as(lead, (scope) => takeBackEstimate(scope, before!.id));
  assert.deepEqual((await as(lead, (scope) => estimatesOf(scope))).estimates, []);
  await assert.rejects(
    as(lead, (scope) => takeBackEstimate(scope, before!.id)),
    { kind: 'missing' },
  );
});

test('hours a week and weeks are worked out, and what contradicts itself or cannot be read is named', () => {
  const { values, errors } = workedOut({ weeks: '6', weekFrom: '1', weekTo: '2', source: '' });
  assert.deepEqual([values.from, values.to, values.source, errors], ['6', '12', '6 weeks × 1 to 2 h a week', []]);
  const mistakes = (more: Record<string, string>) =>
    EstimateForm.safeParse({ ...typed, ...more }).error?.issues.map(({ path }) => path.join('.'));
  assert.deepEqual(mistakes({ from: '6', to: '12' }), undefined);
  assert.deepEqual(mistakes({ from: '7' }), ['from']);
  assert.deepEqual(mistakes({ weeks: '', weekFrom: '', weekTo: '' }), ['from']);
  assert.deepEqual(mistakes({ weekTo: '0.5' }), ['weekTo']);
  assert.deepEqual(mistakes({ weeks: 'six', source: '' }), ['source']);
  assert.deepEqual(mistakes({ weeks: 'six' }), ['weeks']);
});

test('an estimate that two clicks send is entered once, and it stands only in a course of its own year, whatever the form says', async () => {
  const { lead } = await schoolWith('larch');
  const sent = await Promise.all([1, 2, 3].map(() => as(lead, (scope) => enterEstimate(scope, estimate()))));
  assert.equal(sent.filter((editId) => editId !== null).length, 1);
  await bringsIn(lead, file, '2026-27');
  const { ward } = await coursesOf(lead, '2026-27');
  const [entered] = (await as(lead, (scope) => estimatesOf(scope, year))).estimates;
  await assert.rejects(
    as(lead, (scope) => changeEstimate(scope, entered!.id, estimate({ year: '2026-27', courseId: ward }))),
    { kind: 'missing' },
  );
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { type Actor, operator } from '#app/platform/actor.ts';
import { keepStream, pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type SmallCurriculum, smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, school } from '../../../../tests/people.ts';
import { openedRound } from '../../../../tests/rounds.ts';
import { keepStarterList } from '../keywords/commands.server.ts';
import { scanCurriculum } from '../scan/commands.server.ts';
import { changesOf, differenceOf } from './changes-queries.server.ts';
import { confirmImport, startImport } from './commands.server.ts';
import { bringFile, bringIn, compare, discard, intakeJobs, readAgain } from './jobs.server.ts';
import { importState, importWithReport } from './queries.server.ts';

await as(operator(), keepStarterList);

const base = {
  objectives: { 'https://x.example/o/1': 'Share bad news', 'https://x.example/o/2': 'Listen' },
  events: [
    { id: 'E1', title: 'Breaking bad news', minutes: 90, objectives: ['https://x.example/o/1', 'https://x.example/o/2'] },
    { id: 'E2', title: 'The cardiac cycle', minutes: null },
    { id: 'E3', title: 'Silence', minutes: 0 },
  ],
  courses: [
    { id: 'B1', title: 'Doctoring', events: ['E1', 'E2'], courses: ['B2'], objectives: ['https://x.example/o/2'] },
    { id: 'B2', title: 'Elective', requirement: 'Optional', levels: [1, 2], events: ['E1', 'E3'] },
  ],
} as const satisfies SmallCurriculum;

/** Brings a file as far as its report (without a queue the check ends before the call does). */
async function arrived(lead: Actor, text: string, year = '2025-26'): Promise<string> {
  const file = await keepStream(Readable.from([text]), 10_000_000);
  return bringFile(lead, { year, name: 'curriculum.xml', file });
}
async function broughtIn(lead: Actor, curriculum: SmallCurriculum, year = '2025-26') {
  const id = await arrived(lead, smallCurriculum(curriculum), year);
  await bringIn(lead, id);
  const { merged, status, problem } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(status, 'imported', problem ?? '');
  return { id, merged: merged! };
}
function activities(lead: Actor, year = '2025-26') {
  return as(lead, ({ tx }) => tx.selectFrom('activity').selectAll().where('year', '=', year).orderBy('sourceId').execute());
}
function courses(lead: Actor, year = '2025-26') {
  return as(lead, ({ tx }) => tx.selectFrom('course').selectAll().where('year', '=', year).orderBy('sourceId').execute());
}
async function leadOf(slug: string) {
  const own = await school(slug);
  return { own, lead: await actor(`Lead${slug}`, ['lead'], own) };
}

test('a file comes in as it is: unknown minutes stay unknown, zero stays zero, an activity in two courses has two places', async () => {
  const { lead } = await leadOf('ashby');
  const { merged } = await broughtIn(lead, base);
  assert.deepEqual(
    { ...merged },
    {
      year: '2025-26',
      activities: 3,
      added: 3,
      back: 0,
      removed: 0,
      courses: 2,
      removedCourses: 0,
      placements: 4,
      objectives: 2,
      levels: 2,
      found: 0,
      carried: 0,
      overruled: [],
      confirmedBy: lead.personId,
    },
  );
  const rows = await activities(lead);
  assert.deepEqual(
    rows.map(({ sourceId, learnerMinutes, deliveredMinutes }) => [sourceId, learnerMinutes, deliveredMinutes]),
    [
      ['E1', 90, 90],
      ['E2', null, null],
      ['E3', 0, 0],
    ],
  );
  const [doctoring, elective] = await courses(lead);
  assert.deepEqual([doctoring!.requirement, elective!.requirement, elective!.parentId], ['required', 'elective', doctoring!.id]);
  assert.deepEqual([elective!.startLevel, elective!.endLevel], [1, 2]);
  const inner = await as(lead, async ({ tx }) => ({
    places: await tx.selectFrom('placement').selectAll().where('activityId', '=', rows[0]!.id).execute(),
    objectives: await tx.selectFrom('activityObjective').selectAll().where('activityId', '=', rows[0]!.id).execute(),
    ofCourse: await tx.selectFrom('courseObjective').selectAll().execute(),
    methods: await tx.selectFrom('activityMethod').select(['activityId', 'code', 'name', 'isPrimary']).execute(),
    staged: await tx.selectFrom('curriculumImportRow').selectAll().execute(),
  }));
  assert.deepEqual([inner.places.length, inner.objectives.length, inner.ofCourse.length, inner.methods.length], [2, 2, 1, 3]);
  assert.deepEqual(inner.staged, []);
});

test('nothing of the map changes before a person confirms', async () => {
  const { lead } = await leadOf('birch');
  const id = await arrived(lead, smallCurriculum(base));
  const found = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(found.status, 'checked');
  assert.deepEqual([found.report!.check.events, found.report!.preview.unknownMinutes, found.report!.preview.zeroMinutes], [3, 1, 1]);
  assert.deepEqual(
    found.report!.preview.courses.map(({ title, requirement, activities }) => [title, requirement, activities]),
    [
      ['Doctoring', 'required', 2],
      ['Elective', 'elective', 2],
    ],
  );
  assert.equal(await as(lead, (scope) => differenceOf(scope, found)), null);
  assert.deepEqual(await activities(lead), []);
  assert.deepEqual(await as(lead, ({ tx }) => tx.selectFrom('curriculumYear').selectAll().execute()), []);
});

test('a re-import keeps every id, hit, answer, link and phase', async () => {
  const { own, lead } = await leadOf('cedar');
  await broughtIn(lead, base);
  await as(lead, scanCurriculum);
  const before = await activities(lead);
  const phase = await as(lead, async ({ tx }) => {
    const [competency] = await tx.selectFrom('frameworkItem').select('id').limit(1).execute();
    await tx
      .insertInto('competencyLink')
      .values({ schoolId: own.id, activityId: before[0]!.id, competencyId: competency!.id, level: 'introduced', extent: 'partly' })
      .execute();
    await tx.updateTable('hit').set({ answer: 'accepted' }).where('activityId', '=', before[0]!.id).execute();
    const [phase] = await tx.selectFrom('schoolPhase').select('id').orderBy('position').limit(1).execute();
    await tx.updateTable('academicLevel').set({ phaseId: phase!.id }).where('number', '=', 1).execute();
    await tx.updateTable('course').set({ phaseId: phase!.id, seats: 12 }).where('sourceId', '=', 'B2').execute();
    return phase!.id;
  });
  const events = base.events.map((event) => ({ ...event, title: `${event.title}, again` }));
  const { merged } = await broughtIn(lead, { ...base, levels: ['First year', 'Year 2'], events });
  assert.deepEqual([merged.activities, merged.added, merged.removed, merged.back], [3, 0, 0, 0]);
  const after = await activities(lead);
  assert.deepEqual(
    after.map(({ id, stableId, title }) => [id, stableId, title]),
    before.map(({ id, stableId, title }) => [id, stableId, `${title}, again`]),
  );
  await as(lead, async ({ tx }) => {
    assert.equal((await tx.selectFrom('competencyLink').selectAll().execute()).length, 1);
    assert.equal((await tx.selectFrom('hit').selectAll().where('answer', '=', 'accepted').execute()).length > 0, true);
    const levels = await tx.selectFrom('academicLevel').select(['label', 'phaseId']).orderBy('number').execute();
    assert.deepEqual(levels, [
      { label: 'First year', phaseId: phase },
      { label: 'Year 2', phaseId: null },
    ]);
    const [elective] = await tx.selectFrom('course').selectAll().where('sourceId', '=', 'B2').execute();
    assert.deepEqual([elective!.phaseId, elective!.seats], [phase, 12]);
  });
});

test('what the new file no longer holds leaves the figures but keeps its answers, and comes back when it returns', async () => {
  const { own, lead } = await leadOf('dogwood');
  await broughtIn(lead, base);
  const [first] = await activities(lead);
  await as(lead, async ({ tx }) => {
    const [competency] = await tx.selectFrom('frameworkItem').select('id').limit(1).execute();
    await tx
      .insertInto('competencyLink')
      .values({ schoolId: own.id, activityId: first!.id, competencyId: competency!.id, level: 'introduced', extent: 'partly' })
      .execute();
  });
  const smaller = { ...base, events: base.events.slice(1), courses: base.courses.slice(0, 1) };
  const waiting = await arrived(lead, smallCurriculum(smaller));
  const difference = await as(lead, (scope) => differenceOf(scope, { id: waiting, year: '2025-26' }));
  assert.deepEqual(difference, { added: 0, kept: 2, changed: 0, gone: 1, likely: 0, goneCourses: 1, links: 1, answers: 0 });
  const of = { id: waiting, year: '2025-26', from: 0, most: 10 };
  const gone = await as(lead, (scope) => changesOf(scope, { ...of, kind: 'gone' }));
  assert.deepEqual(
    gone.map(({ id, title, links }) => [id, title, links]),
    [[first!.id, 'Breaking bad news', 1]],
  );
  assert.deepEqual(await as(lead, (scope) => changesOf(scope, { ...of, kind: 'added' })), []);
  await bringIn(lead, waiting);
  assert.ok((await activities(lead))[0]!.removedAt);
  assert.ok((await courses(lead))[1]!.removedAt);
  assert.equal((await as(lead, ({ tx }) => tx.selectFrom('competencyLink').selectAll().execute())).length, 1);
  const { merged } = await broughtIn(lead, base);
  assert.deepEqual([merged.activities, merged.added, merged.back, merged.removed], [3, 0, 1, 0]);
  assert.deepEqual((await activities(lead))[0], { ...first!, removedAt: null });
});

test('before anything is written a person sees what would be new, what would read differently, and in which parts', async () => {
  const { lead } = await leadOf('damson');
  await broughtIn(lead, base);
  const events = [
    { ...base.events[0], title: 'Telling bad news', minutes: 60 },
    base.events[1],
    base.events[2],
    { id: 'E4', title: 'Hope' },
  ];
  const id = await arrived(lead, smallCurriculum({ ...base, events }));
  const of = { id, year: '2025-26', from: 0, most: 10 };
  const difference = await as(lead, (scope) => differenceOf(scope, of));
  assert.deepEqual([difference!.added, difference!.kept, difference!.changed, difference!.gone], [1, 3, 1, 0]);
  const [changed] = await as(lead, (scope) => changesOf(scope, { ...of, kind: 'changed' }));
  assert.deepEqual([changed!.title, changed!.oldTitle, changed!.what], ['Telling bad news', 'Breaking bad news', 'title, time']);
  const added = await as(lead, (scope) => changesOf(scope, { ...of, kind: 'added' }));
  assert.deepEqual(
    added.map(({ title }) => title),
    ['Hope'],
  );
});

test('minutes that a person corrected stay while the file says the same as before, others follow the file', async () => {
  const { lead } = await leadOf('elm');
  await broughtIn(lead, base);
  await as(lead, ({ tx }) =>
    tx
      .updateTable('activity')
      .set({ learnerMinutes: 45, deliveredMinutes: 360, editedAt: new Date() })
      .where('sourceId', '=', 'E1')
      .execute(),
  );
  await broughtIn(lead, { ...base, events: [base.events[0], { ...base.events[1], minutes: 30 }, base.events[2]] });
  assert.deepEqual(
    (await activities(lead)).map(({ learnerMinutes, deliveredMinutes }) => [learnerMinutes, deliveredMinutes]),
    [
      [45, 360],
      [30, 30],
      [0, 0],
    ],
  );
});

test('next year’s file is the same activities by their stable ids', async () => {
  const { lead } = await leadOf('fir');
  await broughtIn(lead, base, '2023-24');
  await broughtIn(lead, base, '2025-26');
  await broughtIn(lead, { ...base, events: [...base.events, { id: 'E4', title: 'New' }] }, '2024-25');
  const [old, next, between] = [await activities(lead, '2023-24'), await activities(lead, '2025-26'), await activities(lead, '2024-25')];
  assert.deepEqual(
    next.map(({ stableId }) => stableId),
    old.map(({ stableId }) => stableId),
  );
  assert.deepEqual(
    between.slice(0, 3).map(({ stableId }) => stableId),
    old.map(({ stableId }) => stableId),
  );
  assert.equal(new Set([...old, ...next, ...between].map(({ id }) => id)).size, 10);
  assert.ok(!old.some(({ stableId }) => stableId === between[3]!.stableId));
});

test('a new year’s levels begin with the phases that the year before gave to the same numbers', async () => {
  const { own, lead } = await leadOf('foxglove');
  await broughtIn(lead, base, '2024-25');
  const phaseId = await as(lead, async ({ tx }) => {
    const phase = await tx.selectFrom('schoolPhase').select('id').where('schoolId', '=', own.id).limit(1).executeTakeFirstOrThrow();
    await tx.updateTable('academicLevel').set({ phaseId: phase.id }).where('number', '=', 2).execute();
    return phase.id;
  });
  await broughtIn(lead, { ...base, levels: ['Year 1', 'Year 2', 'Year 3'] }, '2025-26');
  const levels = await as(lead, ({ tx }) =>
    tx.selectFrom('academicLevel').select(['number', 'phaseId']).where('year', '=', '2025-26').orderBy('number').execute(),
  );
  assert.deepEqual(
    levels.map(({ number, phaseId: phase }) => [number, phase]),
    [
      [1, null],
      [2, phaseId],
      [3, null],
    ],
  );
});

test('a file of broken references comes in with what it has', async () => {
  const { lead } = await leadOf('ginkgo');
  const broken = {
    events: [
      { id: 'E1', title: 'Alone', objectives: ['https://x.example/nothing'] },
      { id: 'E1', title: 'A second of the same id' },
    ],
    courses: [
      { id: 'B1', title: 'One', levels: [9, 9] as const, events: ['E1', 'E9'], courses: ['B2', 'B9'] },
      { id: 'B2', title: 'Two', events: ['E1', 'E1'], courses: ['B1'] },
      { id: 'B3', title: 'Three', courses: ['B2'] },
    ],
  };
  const { id, merged } = await broughtIn(lead, broken);
  assert.deepEqual([merged.activities, merged.courses, merged.placements, merged.objectives], [1, 3, 2, 0]);
  assert.equal((await activities(lead))[0]!.title, 'Alone');
  const [one, two, three] = await courses(lead);
  assert.deepEqual([one!.parentId, two!.parentId, three!.parentId], [null, one!.id, null]);
  const { report } = await as(lead, (scope) => importWithReport(scope, id));
  assert.ok(report!.check.messages.some(({ severity, found }) => severity === 'error' && found.includes('x.example/nothing')));
  assert.ok(report!.check.danglingReferences >= 3);
});

test('a title as long as a page is shortened, said, and kept whole in front of the description', async () => {
  const { lead } = await leadOf('hazel');
  const title = Array.from({ length: 1200 }, (_, at) => at.toString(36)).join(' ');
  const { id } = await broughtIn(lead, { events: [{ id: 'E1', title, text: 'Words' }] });
  const [activity] = await activities(lead);
  assert.equal(activity!.title.length <= 500, true);
  assert.equal(activity!.description, `${title}\n\nWords`);
  const { report } = await as(lead, (scope) => importWithReport(scope, id));
  assert.ok(report!.check.messages.some(({ did }) => did.startsWith('The title was shortened')));
});

test('a rejected file keeps its report and nothing else, and cannot be brought in', async () => {
  const { lead } = await leadOf('iris');
  const id = await arrived(lead, smallCurriculum(base).slice(0, 3000));
  const { status, report } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(status, 'rejected');
  assert.ok(report!.check.messages.some(({ severity }) => severity === 'error'));
  assert.deepEqual(await as(lead, ({ tx }) => tx.selectFrom('curriculumImportRow').selectAll().execute()), []);
  await assert.rejects(bringIn(lead, id), { kind: 'conflict' });
});

test('two people confirming at once write once', async () => {
  const { own, lead } = await leadOf('juniper');
  const other = await actor('Otherlead', ['lead'], own);
  const id = await arrived(lead, smallCurriculum(base));
  const outcomes = await Promise.allSettled([lead, other].map((each) => as(each, (scope) => confirmImport(scope, id))));
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')!;
  assert.equal(refused.reason.kind, 'conflict');
  await assert.rejects(bringIn(other, id), { kind: 'conflict' });
});

test('who looked at a file that was compared with a year that changed meanwhile is told, compares again, and brings in what they saw', async () => {
  const { own, lead } = await leadOf('kauri');
  const other = await actor('Faster', ['lead'], own);
  const mine = await arrived(lead, smallCurriculum({ ...base, events: base.events.slice(0, 1) }));
  const theirs = await arrived(other, smallCurriculum(base));
  await bringIn(other, theirs);
  await assert.rejects(bringIn(lead, mine), {
    kind: 'conflict',
    message: /2025-26 changed since this file was read: Faster brought curriculum.xml in/,
  });
  assert.equal((await as(lead, (scope) => importState(scope, mine))).status, 'checked');
  await compare(lead, mine);
  await bringIn(lead, mine);
  const rows = await activities(lead);
  assert.deepEqual(
    rows.map(({ removedAt }) => removedAt === null),
    [true, false, false],
  );
});

test('of two files confirmed before either is written the second waits again, and its page says why', async () => {
  const { own, lead } = await leadOf('larkspur');
  const other = await actor('Quicker', ['lead'], own);
  const mine = await arrived(lead, smallCurriculum({ ...base, events: base.events.slice(0, 1) }));
  const theirs = await arrived(other, smallCurriculum(base));
  await as(lead, (scope) => confirmImport(scope, mine));
  await bringIn(other, theirs);
  for (const job of intakeJobs)
    for (const work of (await job.unfinished?.()) ?? []) await job.run(work as never, new AbortController().signal);
  const { status, problem } = await as(lead, (scope) => importWithReport(scope, mine));
  assert.equal(status, 'checked');
  assert.match(problem ?? '', /Quicker brought curriculum.xml in. Compare the file/);
  assert.equal((await activities(lead)).filter(({ removedAt }) => removedAt === null).length, 3);
  const another = await arrived(lead, smallCurriculum(base), '2024-25');
  await bringIn(lead, another);
});

test('the record names the person who confirmed, although a program wrote', async () => {
  const { own, lead } = await leadOf('kapok');
  const other = await actor('Decider', ['lead'], own);
  const id = await arrived(lead, smallCurriculum(base));
  await bringIn(other, id);
  const events = await as(lead, ({ tx }) =>
    tx.selectFrom('schoolEvent').select(['verb', 'actor', 'personId']).where('subjectId', '=', id).orderBy('id').execute(),
  );
  assert.deepEqual(events, [
    { verb: 'start', actor: 'person', personId: lead.personId },
    { verb: 'check', actor: 'operator', personId: null },
    { verb: 'confirm', actor: 'person', personId: other.personId },
    { verb: 'import', actor: 'person', personId: other.personId },
  ]);
});

test('a discarded file is gone with its bytes and its rows; what is in cannot be discarded', async () => {
  const { own, lead } = await leadOf('larch');
  const id = await arrived(lead, smallCurriculum(base));
  const { fileId } = await as(lead, ({ tx }) =>
    tx.selectFrom('curriculumImport').select('fileId').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  assert.ok(existsSync(pathOfFile(own.id, fileId)));
  await discard(lead, id);
  assert.ok(!existsSync(pathOfFile(own.id, fileId)));
  await assert.rejects(
    as(lead, (scope) => importState(scope, id)),
    { kind: 'missing' },
  );
  assert.deepEqual(await as(lead, ({ tx }) => tx.selectFrom('curriculumImportRow').selectAll().execute()), []);
  const { id: kept } = await broughtIn(lead, base);
  await assert.rejects(discard(lead, kept), { kind: 'conflict' });
});

test('a student, a mapper and a convener may not bring in a file, and nothing of it is left', async () => {
  const { own } = await leadOf('maple');
  for (const roles of [['student'], ['mapper'], ['faculty']] as const) {
    const person = await actor(`P${roles[0]}`, roles, own);
    await assert.rejects(arrived(person, smallCurriculum(base)), { kind: 'forbidden' });
    await assert.rejects(
      as(person, (scope) => startImport(scope, { year: '2025-26', name: 'x', file: { id: crypto.randomUUID(), bytes: 1, sha256: '' } })),
      { kind: 'forbidden' },
    );
  }
  await assert.rejects(arrived(await actor('Convener', ['convener']), smallCurriculum(base)), { kind: 'missing' });
  assert.deepEqual(readdirSync(join(process.env.DATA_DIR!, 'files', 'arriving')), []);
});

test('for another school the import does not exist', async () => {
  const { lead } = await leadOf('nutmeg');
  const { lead: stranger } = await leadOf('oak');
  const id = await arrived(lead, smallCurriculum(base));
  for (const act of [
    () => as(stranger, (scope) => importState(scope, id)),
    () => as(stranger, (scope) => importWithReport(scope, id)),
    () => bringIn(stranger, id),
    () => discard(stranger, id),
  ])
    await assert.rejects(act(), { kind: 'missing' });
  assert.equal((await as(lead, (scope) => importState(scope, id))).status, 'checked');
});

test('a file refused for a character pasted from slides is read again without it, and the report says where it stood', async () => {
  const { lead } = await leadOf('slides');
  const id = await arrived(lead, smallCurriculum(base).replace('Breaking bad news', 'Breaking\u000bbad news'));
  assert.equal((await as(lead, (scope) => importState(scope, id))).status, 'rejected');
  await readAgain(lead, id);
  const { status, report } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(status, 'checked');
  assert.match(JSON.stringify(report?.check.messages), /It was dropped.*U\+000B/);
  await bringIn(lead, id);
  assert.equal((await activities(lead)).length, 3);
  await assert.rejects(readAgain(lead, id), { kind: 'conflict' });
});

test('a file that ends the process at every start is given up after twenty, and the map is as it was', async () => {
  const { own, lead } = await leadOf('poison');
  const id = await arrived(lead, smallCurriculum(base));
  await as(operator(own), ({ tx }) =>
    tx.updateTable('curriculumImport').set({ begins: 20, status: 'importing' }).where('id', '=', id).execute(),
  );
  for (const job of intakeJobs)
    for (const work of (await job.unfinished?.()) ?? []) await job.run(work as never, new AbortController().signal);
  const { status, problem } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(status, 'failed');
  assert.match(problem ?? '', /Nothing of it was written/);
  assert.deepEqual(await activities(lead), []);
});

test('twenty files waiting for a decision are enough; deciding makes room again', async () => {
  const { lead } = await leadOf('crowd');
  const ids: string[] = [];
  for (let at = 0; at < 20; at++) ids.push(await arrived(lead, 'not a curriculum'));
  await assert.rejects(arrived(lead, 'one more'), { kind: 'conflict' });
  await discard(lead, ids[0]!);
  await arrived(lead, smallCurriculum(base));
});
test('an open round of the year hears that the curriculum is in, and that it was scanned; a round of another year does not', async () => {
  const [{ own, lead }, other] = [await leadOf('rowan'), await leadOf('sorrel')];
  const { id, slug } = await openedRound([own.id, other.own.id]);
  const { id: earlier } = await openedRound([own.id, other.own.id], { title: 'Before', year: '2024-25' });
  const told = () =>
    as(lead, ({ tx }) => tx.selectFrom('roundProgress').select(['roundId', 'forSchoolId', 'step', 'state']).orderBy('step').execute());
  await broughtIn(lead, base);
  const row = { roundId: id, forSchoolId: own.id, state: 'done' };
  assert.deepEqual(await told(), [{ ...row, step: 'bring-in' }]);
  await as(lead, (scope) => scanCurriculum(scope, { round: slug }));
  assert.deepEqual(await told(), [
    { ...row, step: 'bring-in' },
    { ...row, step: 'review', state: 'open' },
    { ...row, step: 'scan' },
  ]);
  assert.ok((await told()).every(({ roundId }) => roundId !== earlier));
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Actor, operator } from '#app/platform/actor.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { type SmallCurriculum, smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, school } from '../../../../tests/people.ts';
import { correctActivity } from '../editing/correction-commands.server.ts';
import { enterByHand } from '../editing/entry-commands.server.ts';
import { EntryForm } from '../editing/schema.ts';
import { keepStarterList } from '../keywords/commands.server.ts';
import { acceptHit, rejectHit, undoAnswer } from '../review/commands.server.ts';
import { scanCurriculum } from '../scan/commands.server.ts';
import { carryingOf } from './carrying-queries.server.ts';
import { changesOf, differenceOf } from './changes-queries.server.ts';
import { confirmImport } from './commands.server.ts';
import { bringFile, bringIn, compare } from './jobs.server.ts';
import { acceptAlike, answerPair, takeBackAlike } from './pairs-commands.server.ts';
import { importPairs, pairCounts } from './pairs-queries.server.ts';
import { importWithReport } from './queries.server.ts';
import { undoImport } from './undo-commands.server.ts';
import { undoStanding } from './undo-queries.server.ts';

await as(operator(), keepStarterList);

const text = 'Students practise with a standardized patient how to share serious news and to respond to strong emotion.';
const heart = 'Pressure and volume of the ventricle through systole and diastole, with the sounds of the valves.';
const base = {
  objectives: { 'https://x.example/o/1': 'Share bad news', 'https://x.example/o/2': 'Listen' },
  events: [
    { id: 'E1', title: 'Breaking bad news', minutes: 90, text, objectives: ['https://x.example/o/1'] },
    { id: 'E2', title: 'The cardiac cycle', minutes: 60, text: heart, objectives: ['https://x.example/o/2'] },
    { id: 'E3', title: 'Hospice visit', minutes: 120 },
  ],
  courses: [
    { id: 'B1', title: 'Doctoring', events: ['E1', 'E3'], objectives: ['https://x.example/o/2'] },
    { id: 'B2', title: 'Physiology', events: ['E2'] },
  ],
} as const satisfies SmallCurriculum;
/** The same curriculum under new ids, one activity of it retitled; the third is gone, and one is new. */
const renamed = {
  objectives: base.objectives,
  events: [
    { ...base.events[0], id: 'X1', title: 'Delivering serious news' },
    { ...base.events[1], id: 'X2' },
    { id: 'X9', title: 'Anatomy of the hand', minutes: 60, text: 'Bones, tendons and nerves of the hand in the dissection room.' },
  ],
  courses: [
    { id: 'C1', title: 'Doctoring', events: ['X1'] },
    { id: 'C2', title: 'Physiology', events: ['X2', 'X9'] },
  ],
} as const satisfies SmallCurriculum;

async function arrived(lead: Actor, curriculum: SmallCurriculum, year = '2025-26'): Promise<string> {
  const file = await keepStream(Readable.from([smallCurriculum(curriculum)]), 10_000_000);
  return bringFile(lead, { year, name: 'curriculum.xml', file });
}
async function broughtIn(lead: Actor, curriculum: SmallCurriculum, year = '2025-26'): Promise<string> {
  return settled(lead, await arrived(lead, curriculum, year));
}
async function settled(lead: Actor, id: string, covers?: 'year' | 'part'): Promise<string> {
  await bringIn(lead, id, covers);
  const { status, problem } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(status, 'imported', problem ?? '');
  return id;
}
function activities(lead: Actor, year = '2025-26') {
  return as(lead, ({ tx }) => tx.selectFrom('activity').selectAll().where('year', '=', year).orderBy('sourceId').execute());
}
function links(lead: Actor, year: string) {
  return as(lead, ({ tx }) =>
    tx
      .selectFrom('competencyLink as l')
      .innerJoin('activity as a', 'a.id', 'l.activityId')
      .select(['a.sourceId', 'l.carriedYear', 'l.linkedBy', 'l.level'])
      .where('a.year', '=', year)
      .where('a.removedAt', 'is', null)
      .orderBy('a.sourceId')
      .execute(),
  );
}
async function leadOf(slug: string) {
  const own = await school(slug);
  return { own, lead: await actor(`Lead${slug}`, ['lead'], own) };
}
async function link(lead: Actor, sourceId: string, year = '2025-26') {
  await as(lead, async ({ tx }) => {
    const { id } = await tx
      .selectFrom('frameworkItem')
      .select('id')
      .where('kind', '=', 'competency')
      .orderBy('position')
      .limit(1)
      .executeTakeFirstOrThrow();
    const activity = await tx
      .selectFrom('activity')
      .select('id')
      .where('year', '=', year)
      .where('sourceId', '=', sourceId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('competencyLink')
      .values({
        schoolId: lead.school!.id,
        activityId: activity.id,
        competencyId: id,
        level: 'practised',
        extent: 'fully',
        linkedBy: lead.personId,
      })
      .execute();
  });
}
/** Every row of the school's map, whole, as text. */
async function everything(lead: Actor): Promise<Record<string, string[]>> {
  const tables =
    `curriculum_year academic_level objective objective_relation integration_block course activity placement course_objective activity_objective
    activity_method activity_keyword hit competency_link`.split(/\s+/);
  return as(lead, async ({ tx }) => {
    const found: Record<string, string[]> = {};
    for (const table of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(tx);
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  });
}

test('a file with new ids keeps ids, links and phases of what a person calls the same, and a course by its title', async () => {
  const { lead } = await leadOf('ashby');
  await broughtIn(lead, base);
  await link(lead, 'E1');
  const before = await activities(lead);
  const courses = await as(lead, ({ tx }) => tx.selectFrom('course').select(['id', 'title']).orderBy('title').execute());
  const id = await arrived(lead, renamed);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'all', page: 1 }));
  assert.deepEqual(
    shown.map(({ here, file, links: hanging }) => [here.title, file.title, hanging]),
    [
      ['The cardiac cycle', 'The cardiac cycle', 0],
      ['Breaking bad news', 'Delivering serious news', 1],
    ],
  );
  assert.equal(shown[0]!.likeness, 100);
  assert.equal(await as(lead, (scope) => acceptAlike(scope, id, 90)), 1);
  const { sourceId, activityId } = shown[1]!;
  await as(lead, (scope) => answerPair(scope, id, { sourceId, activityId, answer: 'same' }));
  const difference = await as(lead, (scope) => differenceOf(scope, { id, year: '2025-26' }));
  const { paired } = await as(lead, (scope) => carryingOf(scope, { id, year: '2025-26' }));
  assert.deepEqual([difference!.added, difference!.kept, paired, difference!.changed, difference!.gone], [1, 2, 2, 1, 1]);
  const leaving = await as(lead, (scope) => changesOf(scope, { id, year: '2025-26', kind: 'gone', from: 0, most: 10 }));
  assert.deepEqual(
    leaving.map(({ title }) => title),
    ['Hospice visit'],
  );
  await settled(lead, id);
  const after = await activities(lead);
  const named = new Map(after.map((row) => [row.sourceId, row]));
  assert.equal(named.get('X1')!.id, before[0]!.id);
  assert.equal(named.get('X2')!.id, before[1]!.id);
  assert.equal(named.get('X1')!.title, 'Delivering serious news');
  assert.deepEqual(
    (await links(lead, '2025-26')).map(({ sourceId: named }) => named),
    ['X1'],
  );
  assert.notEqual(named.get('E3')!.removedAt, null);
  assert.deepEqual(
    await as(lead, ({ tx }) => tx.selectFrom('course').select(['id', 'title']).where('removedAt', 'is', null).orderBy('title').execute()),
    courses,
  );
});

test('a pair that nobody answers, and one that is different, do nothing', async () => {
  const { lead } = await leadOf('birch');
  await broughtIn(lead, base);
  await link(lead, 'E1');
  const id = await arrived(lead, renamed);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'all', page: 1 }));
  await as(lead, (scope) => answerPair(scope, id, { ...shown[0]!, answer: 'different' }));
  await settled(lead, id);
  assert.deepEqual(await links(lead, '2025-26'), []);
  const removed = (await activities(lead)).filter(({ removedAt }) => removedAt !== null).map(({ sourceId }) => sourceId);
  assert.deepEqual(removed, ['E1', 'E2', 'E3']);
});

test('next year’s activities carry the links of this year’s by id and by a person’s word, once, marked with their year', async () => {
  const { lead } = await leadOf('cedar');
  await broughtIn(lead, base, '2024-25');
  await link(lead, 'E1', '2024-25');
  await link(lead, 'E3', '2024-25');
  const next = {
    ...base,
    events: [{ ...base.events[0], id: 'X1', title: 'Delivering serious news' }, base.events[1], base.events[2]],
    courses: [],
  };
  const id = await arrived(lead, next, '2025-26');
  const counts = await as(lead, (scope) => pairCounts(scope, id));
  assert.deepEqual(counts, { open: 1, same: 0, different: 0, alike: 0 });
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'one', show: 'open', page: 1 }));
  await as(lead, (scope) => answerPair(scope, id, { ...shown[0]!, answer: 'same' }));
  const carrying = await as(lead, (scope) => carryingOf(scope, { id, year: '2025-26' }));
  assert.deepEqual([carrying.before?.continued, carrying.before?.links, carrying.before?.vanished], [3, 2, 0]);
  await settled(lead, id);
  const [old, now] = [await activities(lead, '2024-25'), await activities(lead)];
  const stable = new Map(now.map(({ sourceId, stableId }) => [sourceId, stableId]));
  assert.deepEqual(
    [stable.get('X1'), stable.get('E2'), stable.get('E3')],
    old.map(({ stableId }) => stableId),
  );
  const carried = [
    { sourceId: 'E3', carriedYear: '2024-25', linkedBy: lead.personId, level: 'practised' },
    { sourceId: 'X1', carriedYear: '2024-25', linkedBy: lead.personId, level: 'practised' },
  ];
  assert.deepEqual(await links(lead, '2025-26'), carried);
  // A person removes one there; the same file again brings nothing back.
  await as(lead, ({ tx }) =>
    tx
      .deleteFrom('competencyLink')
      .where('activityId', '=', now.find(({ sourceId }) => sourceId === 'E3')!.id)
      .execute(),
  );
  await broughtIn(lead, next, '2025-26');
  assert.deepEqual(await links(lead, '2025-26'), [carried[1]]);
});

test('what was answered of the same sentence the year before is not asked again, unless its link did not come along', async () => {
  const { own, lead } = await leadOf('dogwood');
  await broughtIn(lead, base, '2024-25');
  await as(lead, (scope) => scanCurriculum(scope, { year: '2024-25' }));
  const open = await as(lead, ({ tx }) => tx.selectFrom('hit').selectAll().where('schoolId', '=', own.id).orderBy('position').execute());
  assert.ok(open.length >= 2);
  await as(lead, (scope) => rejectHit(scope, { hitId: open[0]!.id, reason: 'Only a title' }));
  await as(lead, (scope) =>
    acceptHit(scope, { hitId: open[1]!.id, competencyId: open[1]!.competencyId, level: 'practised', extent: 'fully' }),
  );
  await broughtIn(lead, base);
  await as(lead, (scope) => scanCurriculum(scope, { year: '2025-26' }));
  const now = await as(lead, ({ tx }) =>
    tx.selectFrom('hit as h').innerJoin('activity as a', 'a.id', 'h.activityId').selectAll('h').where('a.year', '=', '2025-26').execute(),
  );
  const answers = new Map(now.map((hit) => [hit.keywordId, [hit.answer, hit.answeredBy, hit.reason]]));
  assert.deepEqual(answers.get(open[0]!.keywordId), ['rejected', lead.personId, 'Only a title']);
  assert.deepEqual(answers.get(open[1]!.keywordId), ['accepted', lead.personId, null]);
  // Taken back there, it stays open whatever scans follow.
  await as(lead, (scope) => undoAnswer(scope, now.find(({ keywordId }) => keywordId === open[0]!.keywordId)!.id));
  await as(lead, (scope) => scanCurriculum(scope, { year: '2025-26' }));
  const again = await as(lead, ({ tx }) =>
    tx.selectFrom('hit').select('answer').where('keywordId', '=', open[0]!.keywordId).where('schoolId', '=', own.id).execute(),
  );
  assert.deepEqual(again.map(({ answer }) => answer).sort(), [null, 'rejected']);
});

test('what vanished since the year before is listed with its links', async () => {
  const { lead } = await leadOf('elm');
  await broughtIn(lead, base, '2024-25');
  await link(lead, 'E3', '2024-25');
  const id = await arrived(lead, { ...base, events: base.events.slice(0, 2) }, '2025-26');
  const { before } = await as(lead, (scope) => carryingOf(scope, { id, year: '2025-26' }));
  assert.deepEqual([before!.continued, before!.vanished, before!.vanishedLinks], [2, 1, 1]);
  assert.deepEqual(
    before!.vanishing.map(({ title, courses, links: hanging }) => [title, courses, hanging]),
    [['Hospice visit', ['Doctoring'], 1]],
  );
});

test('of an activity that became two both have its links, and of two that became one it has both', async () => {
  const { lead } = await leadOf('fir');
  await broughtIn(lead, base, '2024-25');
  await link(lead, 'E1', '2024-25');
  const halves = {
    events: [
      {
        id: 'X1',
        title: 'Breaking bad news, part 1',
        minutes: 45,
        text: 'Students practise with a standardized patient how to share serious news',
      },
      {
        id: 'X2',
        title: 'Breaking bad news, part 2',
        minutes: 45,
        text: 'Students practise with a standardized patient to respond to strong emotion',
      },
    ],
    courses: [{ id: 'B1', title: 'Doctoring', events: ['X1', 'X2'] }],
  } as const satisfies SmallCurriculum;
  const id = await arrived(lead, halves, '2025-26');
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'all', page: 1 }));
  assert.equal(shown.length, 2);
  assert.equal(shown.filter(({ why }) => why.includes('split')).length, 1);
  for (const pair of shown) await as(lead, (scope) => answerPair(scope, id, { ...pair, answer: 'same' }));
  await settled(lead, id);
  assert.deepEqual(
    (await links(lead, '2025-26')).map(({ sourceId }) => sourceId),
    ['X1', 'X2'],
  );
  const [old] = await activities(lead, '2024-25');
  assert.equal(
    (await activities(lead)).filter(({ stableId }) => stableId === old!.stableId).length,
    1,
    'one of them is the same over the years',
  );
});

test('a file for a part of the year takes nothing away and leaves what it does not name as it was', async () => {
  const { lead } = await leadOf('ginkgo');
  await broughtIn(lead, base);
  const before = await everything(lead);
  const part = {
    levels: ['Year 1'],
    events: [{ id: 'E9', title: 'Silence', minutes: 30 }],
    courses: [{ id: 'B1', title: 'Doctoring', events: ['E9'] }],
  } as const;
  await settled(lead, await arrived(lead, part), 'part');
  const after = await everything(lead);
  assert.deepEqual(
    (await activities(lead)).map(({ sourceId, removedAt }) => [sourceId, removedAt]),
    [
      ['E1', null],
      ['E2', null],
      ['E3', null],
      ['E9', null],
    ],
  );
  for (const table of ['placement', 'objective', 'activity_objective', 'activity_method', 'academic_level'])
    assert.deepEqual(
      before[table]!.filter((row) => !after[table]!.includes(row)),
      [],
      `${table} keeps its rows`,
    );
  assert.equal(after.placement!.length, before.placement!.length + 1);
});

test('what was entered by hand stays until a person says that the file has it, and then the file’s row is it', async () => {
  const { own, lead } = await leadOf('hazel');
  await broughtIn(lead, base);
  await as(lead, ({ tx }) =>
    tx
      .insertInto('activity')
      .values({
        schoolId: own.id,
        year: '2025-26',
        sourceId: 'hand-1',
        title: 'Bedside teaching on the ward',
        cameBy: 'hand',
        learnerMinutes: 120,
        learnerMinutesMost: 240,
      })
      .execute(),
  );
  await link(lead, 'hand-1');
  const again = await arrived(lead, base);
  const { byHand } = await as(lead, (scope) => carryingOf(scope, { id: again, year: '2025-26' }));
  const difference = await as(lead, (scope) => differenceOf(scope, { id: again, year: '2025-26' }));
  assert.deepEqual([byHand, difference!.gone], [1, 0]);
  await settled(lead, again);
  const standing = (await activities(lead)).find(({ sourceId }) => sourceId === 'hand-1')!;
  assert.equal(standing.removedAt, null);
  const withIt = { ...base, events: [...base.events, { id: 'E4', title: 'Bedside teaching on the ward', minutes: null }] };
  const id = await arrived(lead, withIt);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'all', page: 1 }));
  await as(lead, (scope) => answerPair(scope, id, { ...shown[0]!, answer: 'same' }));
  await settled(lead, id);
  const found = (await activities(lead)).find(({ sourceId }) => sourceId === 'E4')!;
  assert.deepEqual([found.id, found.cameBy, found.learnerMinutes, found.learnerMinutesMost], [standing.id, 'file', 120, 240]);
  assert.deepEqual(
    (await links(lead, '2025-26')).map(({ sourceId }) => sourceId),
    ['E4'],
  );
});

test('a correction stays while the file says the same; where the file changed too, its value comes and the report says so', async () => {
  const { lead } = await leadOf('iris');
  await broughtIn(lead, base);
  await as(lead, ({ tx }) =>
    tx
      .updateTable('activity')
      .set({ title: 'Serious news', learnerMinutes: 45, editedAt: new Date() })
      .where('sourceId', '=', 'E1')
      .execute(),
  );
  const onlyText = { ...base, events: [{ ...base.events[0], text: 'Another text.' }, ...base.events.slice(1)] };
  await broughtIn(lead, onlyText);
  const [kept] = await activities(lead);
  assert.deepEqual([kept!.title, kept!.description, kept!.learnerMinutes, kept!.fileMinutes], ['Serious news', 'Another text.', 45, 90]);
  const both = { ...base, events: [{ ...onlyText.events[0]!, title: 'Bad news', minutes: 100 }, ...base.events.slice(1)] };
  const id = await arrived(lead, both);
  const { overruled } = await as(lead, (scope) => carryingOf(scope, { id, year: '2025-26' }));
  assert.deepEqual(
    overruled.map(({ field, here, file }) => [field, here, file]),
    [
      ['minutes', '45', '100'],
      ['title', 'Serious news', 'Bad news'],
    ],
  );
  await settled(lead, id);
  const [now] = await activities(lead);
  assert.deepEqual([now!.title, now!.learnerMinutes, now!.deliveredMinutes], ['Bad news', 100, 100]);
  const { merged } = await as(lead, (scope) => importWithReport(scope, id));
  assert.equal(merged!.overruled.length, 2);
});

test('a row that is folded into another stays folded when the file names it again, and stands where that one stands', async () => {
  const { lead } = await leadOf('juniper');
  await broughtIn(lead, base);
  const [first, , third] = await activities(lead);
  await as(lead, ({ tx }) =>
    tx.updateTable('activity').set({ sameAs: first!.id, removedAt: new Date() }).where('id', '=', third!.id).execute(),
  );
  const id = await arrived(lead, base);
  const { folded, back } = await as(lead, (scope) => carryingOf(scope, { id, year: '2025-26' }));
  assert.deepEqual([folded, back], [1, 0]);
  await settled(lead, id);
  const again = (await activities(lead)).find(({ sourceId }) => sourceId === 'E3')!;
  assert.deepEqual([again.sameAs, again.removedAt === null], [first!.id, false]);
  const placed = await as(lead, ({ tx }) => tx.selectFrom('placement').select('activityId').where('activityId', '=', again.id).execute());
  assert.deepEqual(placed, []);
});

test('an undo makes every row of every table exactly what it was', async () => {
  const { lead } = await leadOf('kapok');
  await broughtIn(lead, base, '2024-25');
  await broughtIn(lead, base);
  await as(lead, scanCurriculum);
  await link(lead, 'E1');
  const before = await everything(lead);
  const id = await arrived(lead, renamed);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'all', page: 1 }));
  for (const pair of shown) await as(lead, (scope) => answerPair(scope, id, { ...pair, answer: 'same' }));
  await settled(lead, id);
  assert.notDeepEqual(await everything(lead), before);
  await as(lead, scanCurriculum);
  const standing = await as(lead, (scope) => undoStanding(scope, id));
  assert.deepEqual([standing.why, standing.isWholeYear, standing.added, standing.returning], [null, false, 1, 1]);
  await as(lead, (scope) => undoImport(scope, id));
  const after = await everything(lead);
  for (const [table, rows] of Object.entries(before)) assert.deepEqual(after[table], rows, table);
  assert.equal((await as(lead, (scope) => importWithReport(scope, id))).status, 'undone');
  await assert.rejects(
    as(lead, (scope) => undoImport(scope, id)),
    { kind: 'conflict' },
  );
});

test('an undo of the first file of a year takes the year away, and the same file comes in again', async () => {
  const { lead } = await leadOf('larch');
  await broughtIn(lead, base, '2024-25');
  await link(lead, 'E1', '2024-25');
  const before = await everything(lead);
  const id = await broughtIn(lead, base);
  assert.equal((await links(lead, '2025-26')).length, 1);
  assert.equal((await as(lead, (scope) => undoStanding(scope, id))).isWholeYear, true);
  await as(lead, (scope) => undoImport(scope, id));
  assert.deepEqual(await everything(lead), before);
  await broughtIn(lead, base);
  assert.equal((await links(lead, '2025-26')).length, 1);
});

test('what people built on an import keeps it in, and the refusal says what, how many, who and when', async () => {
  const { own, lead } = await leadOf('maple');
  const first = await broughtIn(lead, base);
  await link(lead, 'E1');
  await link(lead, 'E2');
  const before = await everything(lead);
  await assert.rejects(
    as(lead, (scope) => undoImport(scope, first)),
    ({ kind, message }: { kind: string; message: string }) =>
      kind === 'conflict' && /2 links by Leadmaple, last on \d+ \w+ \d{4}/.test(message),
  );
  assert.deepEqual(await everything(lead), before);
  const second = await broughtIn(lead, base);
  await assert.rejects(
    as(lead, (scope) => undoImport(scope, first)),
    ({ message }: { message: string }) => /Only the latest import of 2025-26 can be undone.*1 later import by Leadmaple/.test(message),
  );
  const other = await actor('Editor', ['lead'], own);
  await as(other, ({ tx }) =>
    tx.insertInto('mapEdit').values({ schoolId: own.id, year: '2025-26', act: 'bulk-edit', title: 'x', madeBy: other.personId }).execute(),
  );
  await assert.rejects(
    as(lead, (scope) => undoImport(scope, second)),
    ({ message }: { message: string }) => /1 correction by Editor/.test(message),
  );
});

test('an undo waits for who is writing to the year at that moment, and does not overwrite what they did', async () => {
  const { own, lead } = await leadOf('mulberry');
  const mapper = await actor('Mapper', ['mapper'], own);
  await broughtIn(lead, { ...base, events: [{ ...base.events[0], title: 'Bad news' }, base.events[1], base.events[2]] });
  await as(lead, scanCurriculum);
  const [first] = await activities(lead);
  const hit = await as(lead, ({ tx }) => tx.selectFrom('hit').select('id').where('schoolId', '=', own.id).executeTakeFirstOrThrow());
  const entry = { year: '2025-26', entry: randomUUID(), unit: 'minutes', course: '', 'title.1': 'By hand' };
  const acts: readonly ((scope: Scope) => Promise<unknown>)[] = [
    (scope) => correctActivity(scope, { activityId: first!.id, correction: { title: 'Corrected meanwhile' } }),
    (scope) => enterByHand(scope, EntryForm.parse(entry)),
    (scope) => rejectHit(scope, { hitId: hit.id, reason: undefined }),
  ];
  for (const act of acts) {
    const id = await broughtIn(lead, base);
    const written = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const writing = as(mapper, async (scope) => {
      await act(scope);
      written.resolve();
      await end.promise;
    });
    await written.promise;
    const undone = Promise.allSettled([as(lead, (scope) => undoImport(scope, id))]);
    await sleep(150);
    end.resolve();
    await writing;
    const [outcome] = await undone;
    assert.equal(outcome.status === 'rejected' && outcome.reason.kind, 'conflict', act.toString());
  }
});

test('for another school, a student and a mapper there is nothing to pair and nothing to undo', async () => {
  const { own, lead } = await leadOf('nutmeg');
  const { lead: stranger } = await leadOf('oak');
  const mapper = await actor('Mapper', ['mapper'], own);
  const student = await actor('Student', ['student'], own);
  await broughtIn(lead, base);
  const id = await arrived(lead, renamed);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'one', show: 'open', page: 1 }));
  const answer = { ...shown[0]!, answer: 'same' } as const;
  for (const act of [
    () => as(stranger, (scope) => importPairs(scope, id, { view: 'one', show: 'open', page: 1 })),
    () => as(stranger, (scope) => answerPair(scope, id, answer)),
    () => as(stranger, (scope) => acceptAlike(scope, id, 90)),
    () => as(stranger, (scope) => undoImport(scope, id)),
    () => as(stranger, (scope) => undoStanding(scope, id)),
  ])
    await assert.rejects(act(), { kind: 'missing' });
  for (const act of [
    () => as(mapper, (scope) => answerPair(scope, id, answer)),
    () => as(mapper, (scope) => undoImport(scope, id)),
    () => as(student, (scope) => importPairs(scope, id, { view: 'one', show: 'open', page: 1 })),
  ])
    await assert.rejects(act(), { kind: 'forbidden' });
  assert.equal((await as(mapper, (scope) => importPairs(scope, id, { view: 'one', show: 'open', page: 1 }))).shown.length, 1);
});

test('answers to pairs outlive a second comparison, are taken back one by one or together, and end with the file', async () => {
  const { own, lead } = await leadOf('poplar');
  await broughtIn(lead, base);
  const id = await arrived(lead, renamed);
  const other = await actor('Second', ['lead'], own);
  assert.equal(await as(lead, (scope) => acceptAlike(scope, id, 90)), 1);
  await assert.rejects(
    as(lead, (scope) => acceptAlike(scope, id, 60)),
    { kind: 'invalid' },
  );
  assert.equal(await as(other, (scope) => takeBackAlike(scope, id)), 0);
  assert.equal(await as(lead, (scope) => takeBackAlike(scope, id)), 1);
  const { shown } = await as(lead, (scope) => importPairs(scope, id, { view: 'list', show: 'open', page: 1 }));
  await as(lead, (scope) => answerPair(scope, id, { ...shown[1]!, answer: 'same' }));
  await broughtIn(lead, { ...base, events: base.events.slice(0, 2) }); // the year changes meanwhile
  await assert.rejects(
    as(lead, (scope) => confirmImport(scope, id)),
    { kind: 'conflict' },
  );
  await compare(lead, id);
  assert.deepEqual(await as(lead, (scope) => pairCounts(scope, id)), { open: 1, same: 1, different: 0, alike: 1 });
  await settled(lead, id);
  await assert.rejects(
    as(lead, (scope) => answerPair(scope, id, { ...shown[1]!, answer: null })),
    { kind: 'conflict' },
  );
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { undoEdit } from './commands.server.ts';
import { enterByHand } from './entry-commands.server.ts';
import { historyOf, rowsOfEdit } from './history-queries.server.ts';
import { latestEdits } from './queries.server.ts';
import { EntryForm } from './schema.ts';

const year = '2025-26';
const entry = '7a0c5a52-95a6-4d1f-8b6d-1f9ce3b6a001';

function form(fields: Record<string, string>): EntryForm {
  return EntryForm.parse({ year, entry, unit: 'minutes', course: '', ...fields });
}
async function standing({ tx }: Scope) {
  const rows = await tx
    .selectFrom('activity')
    .leftJoin('placement', 'placement.activityId', 'activity.id')
    .leftJoin('course', 'course.id', 'placement.courseId')
    .select(['activity.title', 'learnerMinutes', 'activity.cameBy', 'course.title as course', 'placement.isRequired'])
    .orderBy('activity.position')
    .execute();
  return rows.map((row) => Object.values(row));
}

test('titles alone begin a year, and a new course by its name', async () => {
  const own = await school('by-hand');
  const mapper = await actor('Mo', ['mapper'], own);
  const typed = form({
    course: 'Early  care',
    courseRequirement: 'required',
    'title.1': 'Shock',
    'title.2': 'Talk',
    'time.2': '1.5 h',
    'requirement.2': 'elective',
  });
  const { editId, activities } = await as(mapper, (scope) => enterByHand(scope, typed));
  assert.equal(activities, 2);
  assert.deepEqual(await as(mapper, standing), [
    ['Shock', null, 'hand', 'Early care', true],
    ['Talk', 90, 'hand', 'Early care', false],
  ]);
  const [line] = await as(mapper, (scope) => latestEdits(scope, year));
  assert.deepEqual([line?.title, line?.by], ['Entered 2 activities by hand in “Early care”', 'Mo']);
  const told = await as(mapper, (scope) => rowsOfEdit(scope, editId!));
  assert.deepEqual(
    told.map(({ title, kind }) => [title, kind]),
    [
      ['Early care', 'course'],
      ['Shock', 'activity'],
      ['Talk', 'activity'],
    ],
  );
  assert.deepEqual(told[2]!.lines, ['added, “Talk”', 'Place in “Early care”: added, elective']);
  await as(mapper, (scope) => undoEdit(scope, editId!));
  assert.deepEqual(await as(mapper, standing), []);
});
test('forms that arrive at once, the same twice or a new course named by two, make each activity and the course once', async () => {
  const own = await school('at-once');
  const lead = await actor('Lea', ['lead'], own);
  await as(lead, (scope) => enterByHand(scope, form({ entry: randomUUID(), 'title.1': 'The year is here' })));
  const sent = { course: 'Early care', 'title.1': 'Shock' };
  const other = { ...sent, entry: randomUUID(), 'title.1': 'Talk' };
  await Promise.all([sent, sent, other, other].map((typed) => as(lead, (scope) => enterByHand(scope, form(typed)))));
  const courses = await as(lead, ({ tx }) => tx.selectFrom('course').select('title').where('schoolId', '=', own.id).execute());
  assert.deepEqual(courses, [{ title: 'Early care' }]);
  const titles = (await as(lead, standing)).map(([title]) => title);
  assert.deepEqual(titles.sort(), ['Shock', 'Talk', 'The year is here']);
});
test('a form that is sent twice enters each row once', async () => {
  const own = await school('twice');
  const lead = await actor('Lea', ['lead'], own);
  const typed = form({ course: 'Early', 'title.1': 'Shock' });
  await as(lead, (scope) => enterByHand(scope, typed));
  assert.equal((await as(lead, (scope) => enterByHand(scope, typed))).editId, null);
  assert.equal((await as(lead, standing)).length, 1);
  const more = form({ course: 'early', entry: entry.replace('001', '002'), 'title.1': 'Shock', 'method.1': 'Lecture' });
  await as(lead, (scope) => enterByHand(scope, more));
  assert.deepEqual(await as(lead, standing), [
    ['Shock', null, 'hand', 'Early', true],
    ['Shock', null, 'hand', 'Early', true],
  ]);
});
test('faculty may not enter, and another school’s course is missing', async () => {
  const own = await school('no-entry');
  await assert.rejects(
    as(await actor('Fay', ['faculty'], own), (scope) => enterByHand(scope, form({ 'title.1': 'Shock' }))),
    /You may not enter activities/,
  );
  const lead = await actor('Lou', ['lead'], own);
  await assert.rejects(
    as(lead, (scope) => enterByHand(scope, form({ courseId: entry, 'title.1': 'Shock' }))),
    /This course was not found/,
  );
});
test('the history of an activity says who did what, in plain words', async () => {
  const own = await school('history');
  const lead = await actor('Hal', ['lead'], own);
  await as(lead, (scope) => enterByHand(scope, form({ 'title.1': 'Shock', 'time.1': '45', 'method.1': 'IM013' })));
  const { id } = await as(lead, ({ tx }) =>
    tx.selectFrom('activity').select('id').where('schoolId', '=', own.id).executeTakeFirstOrThrow(),
  );
  const [first] = await as(lead, (scope) => historyOf(scope, id));
  assert.equal(first?.by, 'Hal');
  assert.deepEqual(first?.lines, ['added, “Shock”', 'Method: added, Lecture']);
});

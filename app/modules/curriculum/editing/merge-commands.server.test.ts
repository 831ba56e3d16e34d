import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { undoEdit } from './commands.server.ts';
import { chosenTwins, duplicateCount, duplicates } from './duplicate-queries.server.ts';
import { enterByHand } from './entry-commands.server.ts';
import { historyOf } from './history-queries.server.ts';
import { mergeActivities } from './merge-commands.server.ts';
import { DuplicateSearch, EntryForm, MergeForm } from './schema.ts';

const year = '2025-26';
const entry = '7a0c5a52-95a6-4d1f-8b6d-1f9ce3b6a001';

/** A fictional school whose course Early lists Talk twice (the second linked and 90 min) and Ward once; Ward and Round say the same text. */
async function twiceSchool(slug: string) {
  const own = await school(slug);
  const lead = await actor(`Lead-${slug}`, ['lead'], own);
  const typed = {
    year,
    entry,
    unit: 'minutes',
    course: 'Early',
    'title.1': 'Talk',
    'title.2': 'talk',
    'time.2': '90',
    'title.3': 'Ward',
    'title.4': 'Round',
  };
  await as(lead, (scope) => enterByHand(scope, EntryForm.parse(typed)));
  const ids = await as(lead, async ({ tx }) => {
    const rows = await tx.selectFrom('activity').select(['id', 'position']).where('schoolId', '=', own.id).orderBy('position').execute();
    const [one, two, three, four] = rows.map(({ id }) => id) as [string, string, string, string];
    const competencies = await tx
      .selectFrom('frameworkItem')
      .select('id')
      .where('kind', '=', 'competency')
      .orderBy('position')
      .limit(2)
      .execute();
    const [first, second] = competencies.map(({ id }) => id) as [string, string];
    const link = { schoolId: own.id, level: 'practised' as const, extent: 'fully' as const };
    await tx
      .insertInto('competencyLink')
      .values([
        { ...link, activityId: one, competencyId: first, level: 'introduced', extent: 'partly' },
        { ...link, activityId: two, competencyId: first },
        { ...link, activityId: two, competencyId: second },
      ])
      .execute();
    const description = 'How to speak with families of patients who are dying, in three steps.';
    await tx.updateTable('activity').set({ description }).where('id', 'in', [three, four]).execute();
    return { one, two, three, four };
  });
  return { own, lead, ...ids };
}
async function counts(scope: Scope) {
  return { title: await duplicateCount(scope, year, 'title'), text: await duplicateCount(scope, year, 'text') };
}
async function state({ tx }: Scope) {
  return {
    activities: await tx
      .selectFrom('activity')
      .select(['id', 'title', 'learnerMinutes', 'removedAt', 'sameAs', 'editedAt'])
      .orderBy('id')
      .execute(),
    links: await tx.selectFrom('competencyLink').selectAll().orderBy('activityId').orderBy('competencyId').execute(),
    places: await tx.selectFrom('placement').selectAll().orderBy('activityId').execute(),
  };
}

test('duplicates by title and by text are found side by side, and go when they are one', async () => {
  const { lead, one, two } = await twiceSchool('twins');
  assert.deepEqual(await as(lead, counts), { title: 1, text: 1 });
  const found = await as(lead, (scope) => duplicates(scope, DuplicateSearch.parse({})));
  assert.equal(found.groups[0]?.course?.title, 'Early');
  assert.equal(found.groups[0]?.keep, two, 'the one with more links is proposed to stay');
  await as(lead, (scope) => mergeActivities(scope, { keep: two, merge: [one, two] }));
  assert.deepEqual(await as(lead, counts), { title: 0, text: 1 });
});
test('a merge keeps every link at its strongest, and its undo puts all of it back exactly', async () => {
  const { lead, one, two } = await twiceSchool('whole');
  const before = await as(lead, state);
  const id = await as(lead, (scope) => mergeActivities(scope, { keep: one, merge: [two] }));
  const after = await as(lead, state);
  assert.deepEqual(
    after.links.map(({ activityId, level, extent }) => [activityId, level, extent]),
    [
      [one, 'practised', 'fully'],
      [one, 'practised', 'fully'],
    ],
  );
  const kept = after.activities.find((each) => each.id === one);
  assert.equal(kept?.learnerMinutes, 90, 'what the kept one did not say it took over');
  assert.equal(after.activities.find((each) => each.id === two)?.sameAs, one);
  const [line] = await as(lead, (scope) => historyOf(scope, one));
  assert.ok(
    line?.lines.some((each) => each.includes('level: from introduced to practised')),
    line?.lines.join(' | '),
  );
  await as(lead, (scope) => undoEdit(scope, id));
  assert.deepEqual(await as(lead, state), before);
});
test('any two may become one; one alone may not, nor a stranger’s, nor by faculty', async () => {
  const { own, lead, three, four } = await twiceSchool('any');
  const { one: foreign } = await twiceSchool('any-too');
  assert.equal((await as(lead, (scope) => chosenTwins(scope, [three, four]))).twins.length, 2);
  await assert.rejects(
    as(lead, (scope) => chosenTwins(scope, [three, foreign])),
    /was not found/,
  );
  await assert.rejects(
    as(lead, (scope) => mergeActivities(scope, { keep: three, merge: [three] })),
    /at least two/,
  );
  await assert.rejects(
    as(lead, (scope) => mergeActivities(scope, { keep: three, merge: [foreign] })),
    /was not found/,
  );
  const faculty = await actor('Fay', ['faculty'], own);
  await assert.rejects(
    as(faculty, (scope) => mergeActivities(scope, { keep: three, merge: [four] })),
    /You may not merge/,
  );
  await as(lead, (scope) => mergeActivities(scope, { keep: three, merge: [four] }));
});
test('of two people who merge the same at once one does, and the other is told that it left the map', async () => {
  const { own, lead, one, two, three } = await twiceSchool('both');
  const mapper = await actor('Mo', ['mapper'], own);
  const asked = [
    { person: lead, keep: one, merge: [two] },
    { person: mapper, keep: two, merge: [one, three] },
  ];
  const outcomes = await Promise.allSettled(asked.map(({ person, ...form }) => as(person, (scope) => mergeActivities(scope, form))));
  const [refusal, ...more] = outcomes.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as { kind: string; message: string }] : [],
  );
  assert.equal(more.length, 0);
  assert.equal(refusal?.kind, 'conflict');
  assert.match(refusal?.message ?? '', /^“talk” left the map meanwhile/i);
});
test('of very many of one title a page shows so many as become one at once, and says how many there are', async () => {
  const { lead } = await twiceSchool('many');
  const typed = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`title.${at + 1}`, 'Small group']));
  const form = EntryForm.parse({ year, entry: '7a0c5a52-95a6-4d1f-8b6d-1f9ce3b6a009', unit: 'minutes', course: 'Late', ...typed });
  await as(lead, (scope) => enterByHand(scope, form));
  const { groups } = await as(lead, (scope) => duplicates(scope, DuplicateSearch.parse({})));
  const many = groups.find(({ course }) => course?.title === 'Late')!;
  assert.deepEqual([many.total, many.twins.length], [60, 50]);
  await as(lead, (scope) => mergeActivities(scope, MergeForm.parse({ keep: many.keep, merge: many.twins.map(({ id }) => id) })));
  const after = await as(lead, (scope) => duplicates(scope, DuplicateSearch.parse({})));
  assert.equal(after.groups.find(({ course }) => course?.title === 'Late')?.total, 11);
});
test('a course that gives each of its activities to everybody has no duplicates', async () => {
  const { own, lead } = await twiceSchool('each');
  await as(lead, ({ tx }) => tx.updateTable('course').set({ teaching: 'each' }).where('schoolId', '=', own.id).execute());
  assert.deepEqual(await as(lead, counts), { title: 0, text: 0 });
});

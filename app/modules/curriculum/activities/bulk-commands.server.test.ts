import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { undoEdit } from '../editing/commands.server.ts';
import { BulkForm } from './bulk.ts';
import { changeMany } from './bulk-commands.server.ts';
import { bulkGround } from './bulk-queries.server.ts';
import { activityList } from './queries.server.ts';
import { ActivitySearch } from './schema.ts';

const year = '2025-26';

/** A fictional school with this many activities in one course, each with a method, and a second course. */
async function largeSchool(slug: string, n: number) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  await as(lead, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId: own.id, year }).execute();
    await sql`insert into course (school_id, year, source_id, title, requirement) values (${own.id}, ${year}, 'c1', 'Early', 'required'), (${own.id}, ${year}, 'c2', 'Late', 'elective')`.execute(
      tx,
    );
    await sql`insert into activity (school_id, year, source_id, title, description, learner_minutes, delivered_minutes)
      select ${own.id}, ${year}, 'e' || k, case when k % 3 = 0 then 'Talk ' else 'Ward ' end || k, repeat('What it is about. ', 20), 60, 60 from generate_series(1, ${sql.lit(n)}) k`.execute(
      tx,
    );
    await sql`insert into placement (school_id, course_id, activity_id, is_required) select school_id, (select id from course where school_id = ${own.id} and source_id = 'c1'), id, true
      from activity where school_id = ${own.id}`.execute(tx);
    await sql`insert into activity_method (school_id, activity_id, position, kind, code) select school_id, id, 1, 'instruction', 'IM013' from activity where school_id = ${own.id}`.execute(
      tx,
    );
  });
  return { own, lead };
}
const search = (fields: Record<string, string>) => ActivitySearch.parse(fields);
async function total(scope: Scope, fields: Record<string, string>): Promise<number> {
  return (await activityList(scope, search(fields))).total;
}

test('three thousand activities change in one act, and its undo takes all of it back', async () => {
  const { lead } = await largeSchool('bulk', 3000);
  const form = BulkForm.parse({ minutes: '1.5 h', course: 'late', courseHow: 'move', method: 'Simulation', interprofessional: 'yes' });
  const chosen = { year, search: search({}), ids: null };
  const started = performance.now();
  const id = await as(lead, (scope) => changeMany(scope, { chosen, form, expected: 3000 }));
  const ms = performance.now() - started;
  await as(lead, async (scope) => {
    const [first] = (await activityList(scope, search({ q: 'Ward' }))).activities;
    assert.equal(first!.learnerMinutes, 90);
    assert.deepEqual(
      first!.places.map(({ course }) => course),
      ['Late'],
    );
    assert.deepEqual(
      first!.methods.map(({ code }) => code),
      ['IM025'],
    );
    assert.equal(await total(scope, { method: 'IM025' }), 3000);
  });
  const begun = performance.now();
  await as(lead, (scope) => undoEdit(scope, id!));
  const back = performance.now() - begun;
  assert.equal(await as(lead, (scope) => total(scope, { method: 'IM013' })), 3000);
  console.log(`# changed in ${Math.round(ms)} ms, undone in ${Math.round(back)} ms`);
});
test('all that a filter finds changes and nothing else, and a list that changed meanwhile is not touched', async () => {
  const { lead } = await largeSchool('filtered', 9);
  const chosen = { year, search: search({ q: 'talk' }), ids: null };
  const form = BulkForm.parse({ map: 'remove' });
  await assert.rejects(
    as(lead, (scope) => changeMany(scope, { chosen, form, expected: 4 })),
    /holds 3 activities now, and you saw 4/,
  );
  const ground = await as(lead, (scope) => bulkGround(scope, chosen, form));
  assert.equal(ground.foretold?.activities, 3);
  assert.deepEqual(ground.foretold?.rows[0]?.lines, ['On the map: from yes to removed']);
  await as(lead, (scope) => changeMany(scope, { chosen, form, expected: 3 }));
  assert.equal(await as(lead, (scope) => total(scope, {})), 6);
});
test('a change that says nothing, or names no course, is refused; another school’s activity is missing', async () => {
  const { lead } = await largeSchool('refused', 2);
  const { lead: other } = await largeSchool('refused-too', 1);
  const [foreign] = (await as(other, (scope) => activityList(scope, search({})))).activities;
  const all = { year, search: search({}), ids: null };
  await assert.rejects(
    as(lead, (scope) => changeMany(scope, { chosen: all, form: BulkForm.parse({}), expected: 2 })),
    /Say what is to change/,
  );
  const nowhere = BulkForm.parse({ course: 'Nowhere' });
  await assert.rejects(
    as(lead, (scope) => changeMany(scope, { chosen: all, form: nowhere, expected: 2 })),
    /no course called “Nowhere”/,
  );
  const form = BulkForm.parse({ minutes: '5' });
  const theirs = { ...all, ids: [foreign!.id] };
  await assert.rejects(
    as(lead, (scope) => changeMany(scope, { chosen: theirs, form, expected: 1 })),
    /was not found/,
  );
});

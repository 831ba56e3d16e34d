import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { makeEdit, undoEdit } from './commands.server.ts';
import { rowsBetween } from './edit.ts';

const year = '2025-26';

/** A fictional school with one course that places Ward (60 min), which is taught as IM013. */
async function smallSchool(slug: string) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  const made = await as(lead, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    const course = await tx
      .insertInto('course')
      .values({ schoolId, year, sourceId: 'c1', title: 'Early' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const ward = await tx
      .insertInto('activity')
      .values({ schoolId, year, sourceId: 'e1', title: 'Ward', learnerMinutes: 60 })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('placement').values({ schoolId, courseId: course.id, activityId: ward.id, isRequired: true }).execute();
    await tx
      .insertInto('activityMethod')
      .values({ schoolId, activityId: ward.id, position: 1, kind: 'instruction', code: 'IM013' })
      .execute();
    return { course: course.id, ward: ward.id };
  });
  return { own, lead, ...made };
}

async function rowOf({ tx }: Scope, id: string) {
  return tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
async function setMinutes(scope: Scope, id: string, learnerMinutes: number | null) {
  const before = await rowOf(scope, id);
  const rows = rowsBetween('activity', [before], [{ ...before, learnerMinutes }]);
  return makeEdit(scope, { year, act: 'edit', title: 'Minutes of Ward', rows });
}

test('an edit keeps only what it changed, and an undo puts it back', async () => {
  const { lead, ward } = await smallSchool('door');
  const id = await as(lead, (scope) => setMinutes(scope, ward, 90));
  assert.ok(id);
  const changed = await as(lead, (scope) => rowOf(scope, ward));
  assert.equal(changed.learnerMinutes, 90);
  assert.ok(changed.editedAt);
  const kept = await as(lead, ({ tx }) => tx.selectFrom('mapEditRow').select(['part', 'rowId', 'before', 'after']).execute());
  assert.deepEqual(kept, [
    { part: 'activity', rowId: ward, before: { id: ward, learner_minutes: 60 }, after: { id: ward, learner_minutes: 90 } },
  ]);
  assert.deepEqual(await as(lead, (scope) => undoEdit(scope, id)), { title: 'Minutes of Ward', year, rows: 1 });
  const back = await as(lead, (scope) => rowOf(scope, ward));
  assert.equal(back.learnerMinutes, 60);
  assert.equal(back.editedAt, null, 'as if nobody had touched it');
  await assert.rejects(
    as(lead, (scope) => undoEdit(scope, id)),
    /“Minutes of Ward” was undone already by lead-door on \d+ /,
  );
});
test('what changes nothing is no edit', async () => {
  const { lead, ward } = await smallSchool('still');
  assert.equal(await as(lead, (scope) => setMinutes(scope, ward, 60)), null);
  assert.equal((await as(lead, (scope) => rowOf(scope, ward))).editedAt, null);
});
test('an undo is refused when the same field was changed since, and says by whom; another field does not matter', async () => {
  const { own, lead, ward } = await smallSchool('since');
  const ben = await actor('Ben', ['mapper'], own);
  const first = (await as(lead, (scope) => setMinutes(scope, ward, 90)))!;
  await as(ben, async (scope) => {
    const before = await rowOf(scope, ward);
    return makeEdit(scope, {
      year,
      act: 'edit',
      title: 'Title',
      rows: rowsBetween('activity', [before], [{ ...before, title: 'Ward round' }]),
    });
  });
  const second = (await as(ben, (scope) => setMinutes(scope, ward, 30)))!;
  await assert.rejects(
    as(lead, (scope) => undoEdit(scope, first)),
    /“Ward round” was changed since by Ben on .*: “Minutes of Ward”/,
  );
  await as(lead, (scope) => undoEdit(scope, second));
  await as(lead, (scope) => undoEdit(scope, first));
  const { title, learnerMinutes, editedAt } = await as(lead, (scope) => rowOf(scope, ward));
  assert.deepEqual([title, learnerMinutes], ['Ward round', 60]);
  assert.ok(editedAt, 'the title is still an edit');
});
test('an undo waits for who is changing the same row at that moment, and then is refused', async () => {
  const { own, lead, ward } = await smallSchool('meanwhile');
  const ben = await actor('Ben', ['mapper'], own);
  const first = (await as(lead, (scope) => setMinutes(scope, ward, 90)))!;
  const written = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const changing = as(ben, async (scope) => {
    await setMinutes(scope, ward, 30);
    written.resolve();
    await end.promise;
  });
  await written.promise;
  const undone = Promise.allSettled([as(lead, (scope) => undoEdit(scope, first))]);
  await sleep(100);
  end.resolve();
  await changing;
  const [outcome] = await undone;
  assert.match(outcome.status === 'rejected' ? outcome.reason.message : 'done', /“Ward” was changed since by Ben/);
  assert.equal((await as(lead, (scope) => rowOf(scope, ward))).learnerMinutes, 30);
});
test('rows come, change and go in one edit, and return with its undo', async () => {
  const { own, lead, ward, course } = await smallSchool('rows');
  const id = await as(lead, async (scope) => {
    const methods = await scope.tx.selectFrom('activityMethod').selectAll().execute();
    const places = await scope.tx.selectFrom('placement').selectAll().execute();
    const wanted = { ...methods[0]!, code: 'IM008' };
    const added = { ...methods[0]!, position: 2, code: 'AM002', kind: 'assessment' as const };
    const rows = [...rowsBetween('activity_method', methods, [wanted, added]), ...rowsBetween('placement', places, [])];
    return makeEdit(scope, { year, act: 'edit', title: 'Methods', rows });
  });
  const state = (scope: Scope) =>
    Promise.all([
      scope.tx.selectFrom('activityMethod').select(['position', 'code']).orderBy('position').execute(),
      scope.tx.selectFrom('placement').selectAll().execute(),
    ]);
  assert.deepEqual(await as(lead, state), [
    [
      { position: 1, code: 'IM008' },
      { position: 2, code: 'AM002' },
    ],
    [],
  ]);
  await as(lead, (scope) => undoEdit(scope, id!));
  const [methods, places] = await as(lead, state);
  assert.deepEqual(methods, [{ position: 1, code: 'IM013' }]);
  assert.deepEqual(places, [
    { schoolId: own.id, courseId: course, activityId: ward, isRequired: true, startsOn: null, endsOn: null, position: 0 },
  ]);
});
test('what was added goes only while nobody built on it', async () => {
  const { own, lead, course } = await smallSchool('built');
  const id = '01900000-0000-7000-8000-0000000000aa';
  const edit = await as(lead, (scope) =>
    makeEdit(scope, {
      year,
      act: 'enter',
      title: 'Entered Talk',
      rows: [
        { part: 'activity', rowId: id, before: null, after: { id, year, sourceId: 'hand:1', title: 'Talk', cameBy: 'hand' } },
        { part: 'placement', rowId: id, before: null, after: { courseId: course, activityId: id } },
      ],
    }),
  );
  await as(lead, async ({ tx }) => {
    const competency = await tx
      .selectFrom('frameworkItem')
      .select('id')
      .where('kind', '=', 'competency')
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('competencyLink')
      .values({ schoolId: own.id, activityId: id, competencyId: competency.id, level: 'introduced', extent: 'partly' })
      .execute();
  });
  await assert.rejects(
    as(lead, (scope) => undoEdit(scope, edit!)),
    /“Talk” was built on since/,
  );
  await as(lead, ({ tx }) => tx.deleteFrom('competencyLink').where('activityId', '=', id).execute());
  await as(lead, (scope) => undoEdit(scope, edit!));
  assert.equal((await as(lead, ({ tx }) => tx.selectFrom('activity').select('id').where('id', '=', id).execute())).length, 0);
});
test('faculty may not correct, and for another school the edit does not exist', async () => {
  const { own, lead, ward } = await smallSchool('border');
  const faculty = await actor('Fay', ['faculty'], own);
  await assert.rejects(
    as(faculty, (scope) => setMinutes(scope, ward, 1)),
    /You may not correct/,
  );
  const id = (await as(lead, (scope) => setMinutes(scope, ward, 1)))!;
  const stranger = await actor('Stranger', ['lead'], await school('elsewhere'));
  await assert.rejects(
    as(stranger, (scope) => undoEdit(scope, id)),
    /This change was not found/,
  );
});

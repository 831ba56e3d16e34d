import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { subjectKey } from '../editing/settle.ts';
import { openSubjects } from '../editing/settle-queries.server.ts';
import { toSettle } from './settle-queries.server.ts';

const year = '2025-26';

/** A fictional school with one activity that says nothing but its title, and a file whose messages are about it, a course, and what is gone. */
async function barelySchool(slug: string) {
  const own = await school(slug);
  const lead = await actor(`lead-${slug}`, ['lead'], own);
  const made = await as(lead, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    await tx.insertInto('academicLevel').values({ schoolId, year, number: 1, label: 'M1' }).execute();
    const [course] = await tx.insertInto('course').values({ schoolId, year, sourceId: 'c1', title: 'Early' }).returning('id').execute();
    const [activity] = await tx.insertInto('activity').values({ schoolId, year, sourceId: 'e1', title: 'Talk' }).returning('id').execute();
    const file = await tx
      .insertInto('schoolFile')
      .values({ schoolId, name: 'a.csv', bytes: 1, sha256: '0'.repeat(64) })
      .returning('id')
      .executeTakeFirstOrThrow();
    const message = (kind: string, sourceId: string, field: string) => ({
      severity: 'warning',
      found: `${field} of ${sourceId}`,
      expected: 'x',
      did: 'x',
      about: { kind, sourceId, field },
    });
    const messages = [
      message('event', 'e1', 'minutes'),
      message('block', 'c1', 'requirement'),
      message('event', 'gone', 'minutes'),
      { severity: 'note', found: 'n', expected: '', did: '' },
    ];
    await tx
      .insertInto('curriculumImport')
      .values({ schoolId, fileId: file.id, year, status: 'imported', report: JSON.stringify({ check: { messages } }) })
      .execute();
    return { course: course!.id, activity: activity!.id };
  });
  return { own, lead, ...made };
}
async function counts(scope: Scope): Promise<Record<string, number>> {
  return Object.fromEntries((await toSettle(scope)).matters.map(({ key, count }) => [key, count]));
}

test('the worklist counts what the map lacks, and empties itself as the data become right', async () => {
  const { own, lead, course, activity } = await barelySchool('barely');
  const schoolId = own.id;
  assert.deepEqual(await as(lead, counts), { levels: 1, unplaced: 1, minutes: 1, requirement: 1, method: 1, messages: 2 });
  await as(lead, async ({ tx }) => {
    const phase = await tx.selectFrom('schoolPhase').select('id').limit(1).executeTakeFirstOrThrow();
    await tx.updateTable('academicLevel').set({ phaseId: phase.id }).execute();
    await tx.insertInto('placement').values({ schoolId, courseId: course, activityId: activity }).execute();
    await tx.updateTable('activity').set({ learnerMinutes: 60 }).execute();
    await tx.updateTable('course').set({ requirement: 'required' }).execute();
    await tx
      .insertInto('activityMethod')
      .values({ schoolId, activityId: activity, position: 1, kind: 'instruction', code: 'im013' })
      .execute();
  });
  assert.deepEqual(await as(lead, counts), {});
});
test('what may be right as it is is worth a look and is not open', async () => {
  const { lead, activity, own } = await barelySchool('doubts');
  await as(lead, async ({ tx }) => {
    await tx.updateTable('activity').set({ learnerMinutes: 0 }).execute();
    await tx
      .insertInto('activityMethod')
      .values({ schoolId: own.id, activityId: activity, position: 1, kind: 'instruction', code: 'Ours' })
      .execute();
  });
  const { matters } = await as(lead, (scope) => toSettle(scope));
  assert.deepEqual(
    matters.filter(({ isDoubt }) => isDoubt).map(({ key }) => key),
    ['zero', 'other-method'],
  );
});
test('a message is settled when its field is there, or when what it is about is gone', async () => {
  const { lead } = await barelySchool('messages');
  const subjects = [
    { kind: 'event', sourceId: 'e1', field: 'minutes' },
    { kind: 'event', sourceId: 'e1', field: 'title' },
    { kind: 'event', sourceId: 'gone', field: 'minutes' },
    { kind: 'block', sourceId: 'c1', field: 'requirement' },
  ] as const;
  const open = async () => [...(await as(lead, (scope) => openSubjects(scope, year, subjects))).keys()].sort();
  assert.deepEqual(await open(), [subjects[3], subjects[0], subjects[1]].map(subjectKey).sort());
  await as(lead, ({ tx }) => tx.updateTable('activity').set({ learnerMinutes: 5, editedAt: new Date() }).execute());
  assert.deepEqual(await open(), [subjectKey(subjects[3])]);
});
test('students do not see what is to be settled, and a year that is not there is missing', async () => {
  const { own, lead } = await barelySchool('closed');
  const student = await actor('Kit', ['student'], own);
  await assert.rejects(
    as(student, (scope) => toSettle(scope)),
    /You may not see/,
  );
  await assert.rejects(
    as(lead, (scope) => toSettle(scope, '1999-00')),
    /was not found/,
  );
});

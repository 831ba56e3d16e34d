import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { memberSchools } from '../queries.server.ts';
import { addSchool, keepPhases, keepSchool } from './commands.server.ts';
import type { Phase } from './phases.ts';
import { schoolPage } from './queries.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const lead = await actor('Rena', ['lead'], ashby);
const stranger = await actor('Wei', ['lead'], brook);
const convener = await actor('Ines', ['convener']);

async function phases(): Promise<Phase[]> {
  return (await as(lead, (scope) => schoolPage(scope, 'ashby'))).phases!;
}
async function names(): Promise<string[]> {
  return (await phases()).map(({ name }) => name);
}

test('for another school the page and the phases do not exist, for the convener the phases do not', async () => {
  assert.deepEqual(await names(), ['Pre-clerkship', 'Clerkship', 'Post-clerkship']);
  await assert.rejects(
    as(stranger, (scope) => schoolPage(scope, 'ashby')),
    { kind: 'missing' },
  );
  const seen = await as(convener, (scope) => schoolPage(scope, 'ashby'));
  assert.deepEqual([seen.phases, seen.people, seen.school.classSize], [null, 1, 100]);
  const rows = await as(convener, ({ tx }) => tx.selectFrom('schoolPhase').selectAll().execute());
  assert.deepEqual(rows, []);
});
test('a lead renames, reorders, adds and removes phases at once; two may swap their names', async () => {
  const [pre, clerkship, post] = await phases();
  await as(lead, (scope) =>
    keepPhases(scope, [
      { ...clerkship!, name: pre!.name },
      { ...pre!, name: clerkship!.name },
      { id: null, name: 'Residency bridge', mapsTo: 'post-clerkship' },
    ]),
  );
  assert.deepEqual(await names(), ['Pre-clerkship', 'Clerkship', 'Residency bridge']);
  assert.ok((await phases()).every(({ id }) => id !== post!.id));
  assert.equal((await phases())[0]!.id, clerkship!.id);
});
test('a phase in use is not removed, the message says where, and nothing is changed', async () => {
  const [first, second, third] = await phases();
  await as(lead, async ({ tx }) => {
    const mine = { schoolId: ashby.id, year: '2025-26' };
    await tx.insertInto('curriculumYear').values(mine).execute();
    await tx
      .insertInto('academicLevel')
      .values({ ...mine, number: 4, label: 'Year 4', phaseId: third!.id })
      .execute();
    for (const title of ['Hospice', 'Sub-internship'])
      await tx
        .insertInto('course')
        .values({ ...mine, sourceId: title, title, phaseId: third!.id })
        .execute();
  });
  await assert.rejects(
    as(lead, (scope) => keepPhases(scope, [second!, first!])),
    { kind: 'conflict', message: /Residency bridge is used by the level Year 4 of 2025-26 and 2 courses, such as Hospice of 2025-26/ },
  );
  assert.equal((await phases()).length, 3);
});
test('a course that is gone does not hold its phase', async () => {
  const [first, second, third] = await phases();
  await as(lead, async ({ tx }) => {
    await tx.updateTable('academicLevel').set({ phaseId: null }).execute();
    await tx.updateTable('course').set({ removedAt: new Date() }).execute();
  });
  await as(lead, (scope) => keepPhases(scope, [first!, second!]));
  assert.ok((await phases()).every(({ id }) => id !== third!.id));
});
test('a phase of another school cannot be kept, and one phase is not kept twice', async () => {
  const theirs = (await as(stranger, (scope) => schoolPage(scope, 'brook'))).phases!;
  await assert.rejects(
    as(lead, (scope) => keepPhases(scope, theirs)),
    { kind: 'conflict' },
  );
  const [first] = await phases();
  await assert.rejects(
    as(lead, (scope) => keepPhases(scope, [first!, { ...first!, name: 'Twice' }])),
    { kind: 'conflict' },
  );
});
test('only the lead keeps the phases', async () => {
  const mapper = await actor('Mo', ['mapper'], ashby);
  for (const asker of [mapper, convener])
    await assert.rejects(
      as(asker, (scope) => keepPhases(scope, [])),
      { kind: 'forbidden' },
    );
});
test('the lead and the convener keep a school’s class size, nobody else', async () => {
  const facts = { school: 'ashby', name: ashby.name, classSize: 120 };
  await as(lead, (scope) => keepSchool(scope, facts));
  await as(convener, (scope) => keepSchool(scope, { ...facts, classSize: 130 }));
  assert.equal((await as(lead, (scope) => schoolPage(scope, 'ashby'))).school.classSize, 130);
  for (const asker of [stranger, await actor('Fay', ['faculty', 'auditor'], ashby)])
    await assert.rejects(
      as(asker, (scope) => keepSchool(scope, facts)),
      { kind: 'forbidden' },
    );
});
test('a school joins by the convener’s word, once by its short name; what a person of the sample adds is no member', async () => {
  const joined = { name: 'Corvus School of Medicine', slug: 'corvus' };
  await as(convener, (scope) => addSchool(scope, joined));
  assert.ok((await as(visitor, memberSchools)).every(({ slug }) => slug !== 'corvus'));
  await assert.rejects(
    as(convener, (scope) => addSchool(scope, joined)),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(lead, (scope) => addSchool(scope, { name: 'x', slug: 'x' })),
    { kind: 'forbidden' },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { type Actor, actingFor, operator, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, owner, person, school } from '../../../tests/people.ts';
import {
  addPerson,
  editProfile,
  endRole,
  invite,
  keepOwnName,
  keepOwnReminders,
  listMe,
  removeSample,
  unlistMe,
  withdrawInvitation,
} from './commands.server.ts';
import { collaborativeProfile, listedPeople, memberSchools, zoneOf } from './queries.server.ts';
import { removeSampleSchool } from './schools/commands.server.ts';
import { sampleSchools } from './schools/queries.server.ts';
import { signInAsSample } from './sign-in/commands.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const rena = await person('Rena', ['lead'], ashby);
const lead = actingFor(rena, 'ashby');
const convener = await actor('Ines', ['convener']);
const guest = { mail: 'noor@ashby.example', name: 'Noor', role: 'mapper', school: 'ashby' } as const;

function eventsOfSchool(asker: Actor, verb: string) {
  return as(asker, ({ tx }) => tx.selectFrom('schoolEvent').selectAll().where('verb', '=', verb).execute());
}
function publicVersion(): Promise<number> {
  return as(visitor, async ({ tx }) => Number((await tx.selectFrom('publicVersion').select('version').executeTakeFirstOrThrow()).version));
}

test('a lead invites to the own school and nowhere else', async () => {
  const invitation = await as(lead, (scope) => invite(scope, guest));
  assert.deepEqual({ ...invitation, id: '' }, { ...guest, id: '', school: ashby.name, invitedBy: 'Rena' });
  const [event] = await eventsOfSchool(lead, 'invite');
  assert.deepEqual([event?.subjectId, event?.personId], [invitation.id, rena.personId]);
  await assert.rejects(
    as(lead, (scope) => invite(scope, { ...guest, school: 'brook' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(lead, (scope) => invite(scope, { ...guest, role: 'auditor', school: null })),
    { kind: 'forbidden' },
  );
});
test('whoever is no lead and no convener invites nobody', async () => {
  for (const roles of [['mapper'], ['faculty'], ['staff'], ['student'], ['auditor', 'staff'], ['steering-member', 'student']] as const) {
    const colleague = await actor(`Colleague-${roles.join('-')}`, roles, ashby);
    await assert.rejects(
      as(colleague, (scope) => invite(scope, { ...guest, mail: 'other@ashby.example' })),
      { kind: 'forbidden' },
    );
  }
});
test('a convener invites anybody anywhere', async () => {
  const toSchool = await as(convener, (scope) => invite(scope, { ...guest, mail: 'lead@brook.example', role: 'lead', school: 'brook' }));
  assert.equal(toSchool.school, brook.name);
  const toAll = await as(convener, (scope) => invite(scope, { ...guest, mail: 'aud@here.example', role: 'auditor', school: null }));
  assert.equal(toAll.school, null);
});
test('an invitation is for one mail and one role: the same one is not sent twice, another role is another invitation', async () => {
  const mail = 'twice@ashby.example';
  await as(lead, (scope) => invite(scope, { ...guest, mail }));
  await assert.rejects(
    as(lead, (scope) => invite(scope, { ...guest, mail })),
    { kind: 'conflict', message: /already invited as mapper of Ashby/ },
  );
  await as(lead, (scope) => invite(scope, { ...guest, mail, role: 'faculty' }));
});
test('two leads who invite the same person at once send one invitation', async () => {
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() => as(lead, (scope) => invite(scope, { ...guest, mail: 'race@ashby.example' }))),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
});
test('somebody who has the role is not invited to it again', async () => {
  await assert.rejects(
    as(lead, (scope) => invite(scope, { ...guest, mail: rena.mail, role: 'lead' })),
    { kind: 'conflict', message: /is already lead/ },
  );
});
test('a withdrawn invitation can be sent again; an accepted one is undone by ending the role', async () => {
  const mail = 'again@ashby.example';
  const { id } = await as(lead, (scope) => invite(scope, { ...guest, mail }));
  await as(lead, (scope) => withdrawInvitation(scope, { invitation: id }));
  const second = await as(lead, (scope) => invite(scope, { ...guest, mail }));
  await asSystem(({ tx }) => tx.updateTable('invitation').set({ acceptedAt: new Date() }).where('id', '=', second.id).execute());
  await assert.rejects(
    as(lead, (scope) => withdrawInvitation(scope, { invitation: second.id })),
    { kind: 'conflict', message: /end the role/ },
  );
});
test('another school’s invitation does not exist', async () => {
  const { id } = await as(convener, (scope) => invite(scope, { ...guest, mail: 'else@brook.example', school: 'brook' }));
  await assert.rejects(
    as(lead, (scope) => withdrawInvitation(scope, { invitation: id })),
    { kind: 'missing' },
  );
});

test('a lead ends a role at the own school and nowhere else, and the record keeps it', async () => {
  const kit = await person('Kit', ['student'], ashby);
  const wei = await person('Wei', ['lead'], brook);
  await as(lead, (scope) => endRole(scope, { personId: kit.personId, role: 'student', school: 'ashby' }));
  const ended = await eventsOfSchool(lead, 'end');
  assert.deepEqual([ended[0]?.subjectId, ended[0]?.before], [kit.personId, { role: 'student' }]);
  await assert.rejects(
    as(lead, (scope) => endRole(scope, { personId: wei.personId, role: 'lead', school: 'brook' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(lead, (scope) => endRole(scope, { personId: wei.personId, role: 'lead', school: 'ashby' })),
    { kind: 'missing' },
  );
});
test('the last convener stays', async () => {
  const second = await person('Second', ['convener']);
  await as(convener, (scope) => endRole(scope, { personId: second.personId, role: 'convener', school: null }));
  await assert.rejects(
    as(convener, (scope) => endRole(scope, { personId: convener.personId!, role: 'convener', school: null })),
    { kind: 'conflict', message: /last convener/ },
  );
});
test('two conveners who end each other at once do not both succeed', async () => {
  const third = await person('Third', ['convener']);
  const outcomes = await Promise.allSettled([
    as(convener, (scope) => endRole(scope, { personId: third.personId, role: 'convener', school: null })),
    as(actingFor(third, null), (scope) => endRole(scope, { personId: convener.personId!, role: 'convener', school: null })),
  ]);
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  await as(operator(), (scope) => addPerson(scope, { mail: 'ines@collaborative.example', name: 'Ines', role: 'convener', school: null }));
});

test('a person is added with a role; the same person gets a second one and keeps the name', async () => {
  const input = { mail: 'new@brook.example', name: 'New', role: 'lead', school: 'brook' } as const;
  const first = await as(operator(), (scope) => addPerson(scope, input));
  const second = await as(operator(), (scope) => addPerson(scope, { ...input, name: 'Else', role: 'auditor', school: null }));
  assert.deepEqual(second, first);
  const name = await as(operator(), ({ tx }) =>
    tx.selectFrom('person').select('name').where('id', '=', first.person).executeTakeFirstOrThrow(),
  );
  assert.equal(name.name, 'New');
  await assert.rejects(
    as(lead, (scope) => addPerson(scope, input)),
    { kind: 'forbidden' },
  );
});

test('the convener writes the public profile, which renews the public pages; a lead does not', async () => {
  const before = await publicVersion();
  const profile = await as(visitor, collaborativeProfile);
  await as(convener, (scope) => editProfile(scope, { ...profile, shortName: 'The Collaborative' }));
  assert.equal((await as(visitor, collaborativeProfile)).shortName, 'The Collaborative');
  assert.equal(await publicVersion(), before + 1);
  await assert.rejects(
    as(lead, (scope) => editProfile(scope, profile)),
    { kind: 'forbidden' },
  );
});
test('a person is public only after saying so, and not after taking it back; a fictional person never is', async () => {
  const gus = await person('Gus', ['steering-member']);
  await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('id', '=', gus.personId).execute());
  const listed = () => as(visitor, async (scope) => (await listedPeople(scope)).map(({ name }) => name));
  assert.deepEqual(await listed(), []);
  await as(actingFor(gus, null), listMe);
  await as(lead, listMe);
  assert.deepEqual(await listed(), ['Gus']);
  await as(actingFor(gus, null), (scope) => keepOwnName(scope, { name: 'Gus Hall' }));
  assert.deepEqual(await listed(), ['Gus Hall']);
  await as(actingFor(gus, null), unlistMe);
  assert.deepEqual(await listed(), []);
});
test('a person keeps nobody’s name but the own', async () => {
  await as(lead, (scope) => keepOwnName(scope, { name: 'Rena Okafor' }));
  const others = await as(operator(), ({ tx }) => tx.selectFrom('person').select('mail').where('name', '=', 'Rena Okafor').execute());
  assert.deepEqual(others, [{ mail: rena.mail }]);
  await assert.rejects(
    as(operator(), (scope) => keepOwnName(scope, { name: 'x' })),
    { kind: 'forbidden' },
  );
});

test('removing the sample leaves what is published, and takes every row of a sample school with it', async () => {
  const real = await as(visitor, memberSchools);
  await addCurriculum(lead);
  await signInAsSample(rena.personId);
  await assert.rejects(as(operator(), removeSample), { kind: 'conflict' });
  const schools = await as(operator(), sampleSchools);
  assert.deepEqual(
    schools.map(({ slug }) => slug),
    ['ashby', 'brook'],
  );
  for (const asker of [lead, { ...convener, school: ashby }]) await assert.rejects(as(asker, removeSampleSchool), { kind: 'forbidden' });
  for (const each of schools) await as(operator(each), removeSampleSchool);
  assert.ok((await as(operator(), removeSample)).people > 5);
  assert.deepEqual(await as(visitor, memberSchools), real);
  assert.equal(real.length, 4);
  assert.deepEqual(await rowsOf(ashby.id), []);
  const people = await as(operator(), ({ tx }) => tx.selectFrom('person').selectAll().where('isSample', '=', true).execute());
  assert.deepEqual(people, []);
  assert.deepEqual(await as(operator(), removeSample), { people: 0 });
});
test('a real school is not removed with the sample', async () => {
  const [tufts] = await as(visitor, ({ tx }) =>
    tx.selectFrom('school').select(['id', 'slug', 'name']).where('slug', '=', 'tufts').execute(),
  );
  await assert.rejects(as(operator(tufts!), removeSampleSchool), { kind: 'conflict' });
});

/** A year with a level and a course that both name a phase: keys that do not cascade by themselves. */
async function addCurriculum(asker: Actor) {
  await as(asker, async ({ tx }) => {
    const schoolId = ashby.id;
    const { id: phaseId } = await tx.selectFrom('schoolPhase').select('id').where('name', '=', 'Clerkship').executeTakeFirstOrThrow();
    await tx.insertInto('curriculumYear').values({ schoolId, year: '2025-26' }).execute();
    await tx.insertInto('academicLevel').values({ schoolId, year: '2025-26', number: 3, label: 'Year 3', phaseId }).execute();
    await tx.insertInto('course').values({ schoolId, year: '2025-26', sourceId: 'c1', title: 'Hospice', phaseId }).execute();
  });
}

/** The tables that still hold a row of this school, asked as their owner, whom no border stops. */
async function rowsOf(schoolId: string): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and a.attname = 'school_id'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from ${name} where school_id = $1 limit 1`, [schoolId]);
    if (rowCount) found.push(name);
  }
  await client.end();
  assert.ok(tables.length > 15);
  return found;
}
test('each is told times in the own zone once chosen, and nobody chooses it for another', async () => {
  const cove = await school('cove');
  const [one, other] = [await actor('Uli', ['lead'], cove), await actor('Una', ['mapper'], cove)];
  assert.equal(await as(one, zoneOf), 'America/New_York');
  await as(one, (scope) => keepOwnReminders(scope, { timeZone: 'America/Los_Angeles', wantsReminders: false }));
  assert.equal(await as(one, zoneOf), 'America/Los_Angeles');
  await as(other, ({ tx }) => tx.updateTable('person').set({ timeZone: 'Asia/Tokyo' }).where('id', '=', one.personId).execute());
  assert.equal(await as(one, zoneOf), 'America/Los_Angeles');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, person, school } from '../../../tests/people.ts';
import { editProfile, endRole, invite, keepOwnName, listMe, unlistMe, withdrawInvitation } from './commands.server.ts';
import {
  collaborativePeople,
  collaborativeProfile,
  newestOfRecord,
  peopleOfSchools,
  recordOf,
  standingInvitations,
  whoIsWhere,
} from './queries.server.ts';
import { addSchool, keepPhases, keepSchool } from './schools/commands.server.ts';
import { schoolPage } from './schools/queries.server.ts';
import { signInAsSample } from './sign-in/commands.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const lead = await actor('Rena', ['lead'], ashby);
const student = await actor('Kit', ['student'], ashby);
const stranger = await actor('Wei', ['lead'], brook);
const convener = await actor('Ines', ['convener']);
const auditor = await actor('Odd', ['auditor']);

function namesAt(asker: Actor) {
  return as(asker, async (scope) => (await peopleOfSchools(scope)).map(({ slug, name }) => `${name} at ${slug}`));
}

test('a convener sees who is where and no phase', async () => {
  assert.deepEqual(await namesAt(convener), ['Kit at ashby', 'Rena at ashby', 'Wei at brook']);
  const page = await as(convener, (scope) => schoolPage(scope, 'ashby'));
  assert.deepEqual([page.phases, page.people, page.school.classSize], [null, 2, 100]);
});
test('a school sees its own people and no other school’s; who convenes is not theirs to list', async () => {
  assert.deepEqual(await namesAt(student), ['Kit at ashby', 'Rena at ashby']);
  assert.deepEqual(await namesAt(stranger), ['Wei at brook']);
  assert.deepEqual(await as(student, collaborativePeople), []);
});
test('who is where is for the convener, steering members and auditors; a school’s people are refused', async () => {
  for (const asker of [convener, auditor]) {
    const { inCollaborative, atSchools } = await as(asker, whoIsWhere);
    assert.deepEqual(
      [inCollaborative.map(({ name }) => name), atSchools.map(({ name }) => name)],
      [
        ['Ines', 'Odd'],
        ['Kit', 'Rena', 'Wei'],
      ],
    );
  }
  for (const asker of [lead, student, { ...lead, school: null }]) await assert.rejects(as(asker, whoIsWhere), { kind: 'forbidden' });
});
test('invitations without an answer are seen by the school’s lead and the convener, and by nobody else; one that ran out says so', async () => {
  const guest = { mail: 'seen@ashby.example', name: 'Seen', role: 'staff', school: 'ashby' } as const;
  const { id } = await as(lead, (scope) => invite(scope, guest));
  const seen = (asker: Actor) => as(asker, async (scope) => (await standingInvitations(scope)).map((each) => each.id));
  assert.deepEqual([await seen(lead), await seen(convener)], [[id], [id]]);
  assert.deepEqual([await seen(student), await seen(stranger), await seen(auditor)], [[], [], []]);
  const isOpen = () => as(lead, async (scope) => (await standingInvitations(scope)).map((each) => each.isOpen));
  assert.deepEqual(await isOpen(), [true]);
  await as(lead, ({ tx }) =>
    tx
      .updateTable('invitation')
      .set({ expiresAt: new Date(0) })
      .where('id', '=', id)
      .execute(),
  );
  assert.deepEqual(await isOpen(), [false]);
  await as(lead, (scope) => invite(scope, guest));
});

test('every change leaves an event', async () => {
  const ofSchool = async (asker: Actor) => (await as(asker, (scope) => recordOf(scope, 1))).total;
  const guest = { mail: 'event@ashby.example', name: 'Event', role: 'mapper', school: 'ashby' } as const;
  const someone = await person('Someone', ['faculty'], ashby);
  const { phases } = await as(lead, (scope) => schoolPage(scope, 'ashby'));
  const { id } = await as(lead, (scope) => invite(scope, guest));
  const schoolChanges: Array<() => Promise<unknown>> = [
    () => as(lead, (scope) => withdrawInvitation(scope, { invitation: id })),
    () => as(convener, (scope) => invite(scope, guest)),
    () => as(convener, (scope) => endRole(scope, { personId: someone.personId, role: 'faculty', school: 'ashby' })),
    () => as(convener, (scope) => keepSchool(scope, { school: 'ashby', name: ashby.name, classSize: 90 })),
    () => as(lead, (scope) => keepPhases(scope, phases!)),
  ];
  for (const change of schoolChanges) {
    const before = await ofSchool(lead);
    await change();
    assert.equal(await ofSchool(lead), before + 1, String(change));
  }
  const profile = await as(convener, collaborativeProfile);
  const changes: Array<() => Promise<unknown>> = [
    () => as(convener, (scope) => editProfile(scope, profile)),
    () => as(convener, (scope) => addSchool(scope, { name: 'Corvus School of Medicine', slug: 'corvus' })),
    () => as(student, listMe),
    () => as(student, unlistMe),
    () => as(student, (scope) => keepOwnName(scope, { name: 'Kit' })),
    () => as(convener, (scope) => invite(scope, { ...guest, role: 'auditor', school: null })),
  ];
  for (const change of changes) {
    const before = await ofSchool(convener);
    await change();
    assert.equal(await ofSchool(auditor), before + 1, String(change));
  }
});
test('the record says who did it and to whom, and another school’s record does not exist', async () => {
  const gone = await person('Gone', ['staff', 'mapper'], ashby);
  await as(lead, (scope) => endRole(scope, { personId: gone.personId, role: 'staff', school: 'ashby' }));
  const { events } = await as(lead, (scope) => recordOf(scope, 1));
  assert.deepEqual([events[0]!.who, events[0]!.verb, events[0]!.about], ['Rena', 'end', 'Gone']);
  assert.equal((await as(stranger, (scope) => recordOf(scope, 1))).total, 0);
  assert.equal((await as(stranger, newestOfRecord)).total, 0);
  for (const asker of [student, actingFor(gone, 'ashby'), { ...lead, school: null }]) {
    await assert.rejects(
      as(asker, (scope) => recordOf(scope, 1)),
      { kind: 'forbidden' },
    );
    await assert.rejects(as(asker, newestOfRecord), { kind: 'forbidden' });
  }
});
test('the record names whoever signed in', async () => {
  await signInAsSample(lead.personId!);
  const { events } = await as(auditor, (scope) => recordOf(scope, 1));
  assert.deepEqual([events[0]!.verb, events[0]!.who, events[0]!.about], ['sign-in', 'Rena', null]);
});
test('the record comes fifty at a time, and as a file all at once up to ten thousand', async () => {
  for (let at = 0; at < 52; at++)
    await as(stranger, (scope) => keepSchool(scope, { school: 'brook', name: brook.name, classSize: at + 1 }));
  const first = await as(stranger, (scope) => recordOf(scope, 1));
  const second = await as(stranger, (scope) => recordOf(scope, 2));
  assert.deepEqual([first.total, first.events.length, second.events.length], [52, 50, 2]);
  assert.deepEqual((await as(stranger, newestOfRecord)).events, [...first.events, ...second.events]);
  const old = { schoolId: brook.id, actor: 'person', personId: stranger.personId, verb: 'scan', subject: 'curriculum_year' } as const;
  await as(stranger, async ({ tx }) => {
    for (let at = 0; at < 10; at++) await tx.insertInto('schoolEvent').values(Array(1000).fill(old)).execute();
  });
  const file = await as(stranger, newestOfRecord);
  assert.deepEqual([file.total, file.events.length], [10_052, 10_000]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { beginStudy, endStudyRole, giveStudyRole, writeProtocol } from './commands.server.ts';
import { addParticipant, keepParticipantState, withdrawParticipant } from './participant-commands.server.ts';
import { ownStudies, protocolVersions, studyNamed, studyPeople } from './queries.server.ts';
import { KeyReading, OriginalsUntil } from './schema.ts';

const ashby = await school('ashby');
const birch = await school('birch');
const lena = await person('Lena', ['faculty'], ashby);
const mira = await person('Mira', ['staff'], birch);
const rena = await person('Rena', ['lead'], birch);
const kit = await person('Kit', ['student'], ashby);
const cleo = await person('Cleo', ['convener']);
const jo = await person('Jo', ['auditor']);

function acting(member: Member): Actor {
  return actingFor(member, null);
}
async function studyOf(member: Member, slug: string) {
  return as(acting(member), (scope) => studyNamed(scope, slug));
}
async function begun(title: string) {
  return as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
}
async function named(
  slug: string,
  member: Member,
  role: 'lead' | 'staff' | 'moderator' | 'coder' | 'reader',
  siteId: string | null = null,
) {
  const study = await studyOf(lena, slug);
  await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail: member.mail, role, siteId }));
}

test('whoever begins a study leads it, and for everybody else it does not exist', async () => {
  const slug = await begun('Student voices');
  assert.deepEqual((await studyOf(lena, slug)).roles, ['lead']);
  for (const other of [mira, rena, kit, cleo, jo]) {
    await assert.rejects(studyOf(other, slug), { kind: 'missing' });
    assert.deepEqual(await as(acting(other), ownStudies), []);
  }
  assert.equal(await begun('Student voices'), 'student-voices-2', 'two studies of one title have two addresses');
  await assert.rejects(
    as(actingFor(kit, 'ashby'), (scope) => beginStudy(scope, { title: 'Mine', approach: 'thematic', question: 'x' })),
    { kind: 'forbidden' },
  );
});

test('a lead gives roles by email address, sees who has which, and stays until there is another', async () => {
  const slug = await begun('Roles');
  await named(slug, mira, 'staff');
  const study = await studyOf(lena, slug);
  assert.deepEqual(
    (await as(acting(mira), (scope) => studyPeople(scope, study))).map(({ name, role }) => [name, role]),
    [
      ['Lena', 'lead'],
      ['Mira', 'staff'],
    ],
  );
  await assert.rejects(named(slug, { ...mira, mail: 'nobody@nowhere.example' }, 'coder'), {
    kind: 'invalid',
    message: /is in Concord yet/,
  });
  const asMira = await studyOf(mira, slug);
  await assert.rejects(
    as(acting(mira), (scope) => giveStudyRole(scope, asMira, { mail: mira.mail, role: 'lead', siteId: null })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(mira), ({ tx }) => tx.insertInto('studyRole').values({ studyId: study.id, personId: mira.personId, role: 'lead' }).execute()),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(lena), (scope) => endStudyRole(scope, study, { personId: lena.personId, role: 'lead' })),
    { kind: 'conflict', message: /needs a lead/ },
  );
  await as(acting(lena), (scope) => endStudyRole(scope, study, { personId: mira.personId, role: 'staff' }));
  await assert.rejects(studyOf(mira, slug), { kind: 'missing' });
});

test('a protocol’s versions stay, and another approach needs its reason', async () => {
  const slug = await begun('Protocol');
  const study = await studyOf(lena, slug);
  const said = { approach: 'reliability' as const, question: 'What helps most?', design: 'Groups', guide: 'Ask', reason: '' };
  await assert.rejects(
    as(acting(lena), (scope) => writeProtocol(scope, study, { seen: 1, said })),
    { kind: 'invalid', message: /why the approach changes/ },
  );
  await as(acting(lena), (scope) => writeProtocol(scope, study, { seen: 1, said: { ...said, reason: 'Three coders joined' } }));
  await assert.rejects(
    as(acting(lena), (scope) => writeProtocol(scope, study, { seen: 1, said: { ...said, reason: 'Again' } })),
    { kind: 'conflict' },
  );
  const versions = await as(acting(lena), (scope) => protocolVersions(scope, study));
  assert.deepEqual(
    versions.map(({ number, approach, reason }) => [number, approach, reason]),
    [
      [2, 'reliability', 'Three coders joined'],
      [1, 'immersion', null],
    ],
  );
  await assert.rejects(
    as(acting(lena), ({ tx }) => tx.updateTable('protocolVersion').set({ question: 'Other' }).where('studyId', '=', study.id).execute()),
    /permission denied/,
  );
  assert.equal((await studyOf(lena, slug)).approach, 'reliability');
});

test('the key is written by named staff, and every reading of it is kept; a lead of the study, a teacher of the site and a coder get nothing', async () => {
  const slug = await begun('Key');
  const study = await studyOf(lena, slug);
  const site = await as(operator(), async ({ tx }) => {
    const { id } = await tx
      .insertInto('studySite')
      .values({ studyId: study.id, forSchoolId: birch.id, determination: 'exempt', approvedOn: '2020-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
  await named(slug, mira, 'staff', site);
  await named(slug, rena, 'moderator'); // leads at the site's school: named or not, she teaches there
  await named(slug, jo, 'coder');
  const participantId = await as(acting(mira), async ({ tx }) => {
    const { id } = await tx
      .insertInto('participant')
      .values({ studyId: study.id, siteId: site, pseudonym: 'Willow' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('participantKey').values({ studyId: study.id, participantId: id, name: 'A real name', mail: '' }).execute();
    return id;
  });
  const read = (member: Member) =>
    as(acting(member), async ({ tx }) => {
      const { sql } = await import('kysely');
      const { rows } = await sql<{
        name: string;
      }>`select name from read_participant_key(${study.id}::uuid, array[${participantId}]::uuid[], 'to write to her')`.execute(tx);
      return rows.map(({ name }) => name);
    });
  for (const other of [lena, rena, jo, cleo, kit]) assert.deepEqual(await read(other), [], other.name);
  assert.deepEqual(await read(mira), ['A real name']);
  for (const other of [mira, lena, rena, jo])
    await assert.rejects(
      as(acting(other), ({ tx }) => tx.selectFrom('participantKey').select('name').execute()),
      /permission denied/,
      other.name,
    );
  const asked = (why: string, participantIds: string) => KeyReading.safeParse({ why, participantIds }).success;
  assert.deepEqual([asked('why', participantId), asked('', participantId), asked('why', `${participantId};Willow`)], [true, false, false]);
  const events = await as(acting(lena), ({ tx }) =>
    tx.selectFrom('studyEvent').select(['verb', 'personId', 'after']).where('subject', '=', 'participant_key').execute(),
  );
  assert.deepEqual(events, [{ verb: 'read', personId: mira.personId, after: { why: 'to write to her', participants: [participantId] } }]);
  await assert.rejects(
    as(acting(lena), ({ tx }) =>
      tx.insertInto('participantKey').values({ studyId: study.id, participantId, name: 'x', mail: '' }).execute(),
    ),
    /row-level security|duplicate/,
  );
});

test('research staff of one site keep the people and sessions of that site alone: not by a command, not in the database', async () => {
  const slug = await begun('Two sites');
  const study = await studyOf(lena, slug);
  const siteOf = (forSchoolId: string) =>
    as(operator(), async ({ tx }) => {
      const said = { studyId: study.id, forSchoolId, determination: 'exempt' as const, approvedOn: '2020-01-01' };
      return (await tx.insertInto('studySite').values(said).returning('id').executeTakeFirstOrThrow()).id;
    });
  const [own, other] = [await siteOf(birch.id), await siteOf(ashby.id)];
  await named(slug, mira, 'staff', own);
  const asMira = await studyOf(mira, slug);
  const person = (siteId: string, pseudonym: string) => ({ siteId, pseudonym, askedHow: '', name: '', mail: '' });
  const add = (siteId: string, pseudonym: string) => as(acting(mira), (scope) => addParticipant(scope, asMira, person(siteId, pseudonym)));
  const willow = await add(own, 'Willow');
  const rowan = await as(acting(lena), (scope) => addParticipant(scope, study, person(other, 'Rowan')));
  const agree = (participantId: string) =>
    as(acting(mira), (scope) => keepParticipantState(scope, asMira, { participantId, state: 'agreed', reason: '' }));
  const leave = (participantId: string) =>
    as(acting(mira), (scope) => withdrawParticipant(scope, asMira, { participantId, withdrawnOn: '2026-01-01' }));
  await agree(willow);
  for (const act of [() => add(other, 'Oak'), () => agree(rowan), () => leave(rowan)])
    await assert.rejects(act(), { kind: 'forbidden', message: /The study’s leads do, and whoever it names for that site/ });
  const gone = { studyId: study.id, participantId: rowan, withdrawnOn: '2026-01-01', promise: 'remove' as const };
  await assert.rejects(
    as(acting(mira), ({ tx }) => tx.insertInto('withdrawal').values(gone).execute()),
    /row-level security/,
  );
  await leave(willow);
});

test('nothing comes in for a site that its approval does not cover today', async () => {
  for (const [day, isDay] of [
    ['2025-02-28', true],
    ['2025-02-30', false],
    ['0000-01-01', false],
    ['9999-12-31', false],
  ] as const)
    assert.equal(OriginalsUntil.safeParse({ originalsUntil: day }).success, isDay, day);
  const slug = await begun('Approval');
  const study = await studyOf(lena, slug);
  for (const [approvedOn, expiresOn] of [
    [null, null],
    ['2999-01-01', null],
    ['2020-01-01', '2020-12-31'],
  ] as const) {
    const siteId = await as(operator(), async ({ tx }) => {
      await tx.deleteFrom('studySite').where('studyId', '=', study.id).execute();
      const { id } = await tx
        .insertInto('studySite')
        .values({ studyId: study.id, forSchoolId: birch.id, approvedOn, expiresOn })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
    await assert.rejects(
      as(acting(lena), ({ tx }) => tx.insertInto('participant').values({ studyId: study.id, siteId, pseudonym: 'Willow' }).execute()),
      /does not cover today/,
      String(approvedOn),
    );
  }
});

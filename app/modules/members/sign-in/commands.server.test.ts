import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { operator } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { hashOf } from '#app/platform/secret.server.ts';
import { owner, person, school } from '../../../../tests/people.ts';
import { memberOfSession } from '../queries.server.ts';
import { askForCode, enterCode, signInAsSample, signOut } from './commands.server.ts';
import { samplePeople } from './queries.server.ts';

function codeIn(mail: { text: string } | null): string {
  return mail!.text.match(/[A-Z2-9]{4}-[A-Z2-9]{4}/)![0];
}
async function invite(mail: string, forSchoolId: string | null, role: string): Promise<string> {
  const invitation = { mail, name: 'Noor', forSchoolId, role, expiresAt: new Date(Date.now() + 86_400_000) };
  return as(
    operator(),
    async ({ tx }) => (await tx.insertInto('invitation').values(invitation).returning('id').executeTakeFirstOrThrow()).id,
  );
}

test('a person signs in with the code from the mail, in the tab that asked, once', async () => {
  const ada = await person('Ada', ['convener']);
  const { tab, mail } = await askForCode({ mail: ada.mail, address: '192.0.2.1' });
  const other = await askForCode({ mail: ada.mail, address: '192.0.2.1' });
  await assert.rejects(enterCode({ tab: other.tab, code: codeIn(mail), address: '192.0.2.1', isOwnDevice: false }), { kind: 'invalid' });
  const token = await enterCode({ tab, code: codeIn(mail).toLowerCase().replace('-', ' '), address: '192.0.2.1', isOwnDevice: false });
  assert.equal((await memberOfSession(token))?.personId, ada.personId);
  await assert.rejects(enterCode({ tab, code: codeIn(mail), address: '192.0.2.1', isOwnDevice: false }), /run out/);
});
test('a session on a shared computer ends after twelve hours, on one’s own device after thirty days', async () => {
  const yara = await person('Yara', ['auditor']);
  for (const [isOwnDevice, hours] of [
    [false, 12],
    [true, 720],
  ] as const) {
    const { tab, mail } = await askForCode({ mail: yara.mail, address: '192.0.2.30' });
    const token = await enterCode({ tab, code: codeIn(mail), address: '192.0.2.30', isOwnDevice });
    const session = await asSystem(({ tx }) =>
      tx.selectFrom('session').select('expiresAt').where('tokenHash', '=', hashOf(token)).executeTakeFirstOrThrow(),
    );
    assert.equal(Math.round((session.expiresAt.getTime() - Date.now()) / 3_600_000), hours);
  }
});
test('nobody learns from the answer whether a person exists', async () => {
  const answer = await askForCode({ mail: 'nobody@example.org', address: '192.0.2.2' });
  assert.equal(answer.mail, null);
  await assert.rejects(enterCode({ tab: answer.tab, code: 'ABCD2345', address: '192.0.2.2', isOwnDevice: false }), /This is not the code/);
});
test('five wrong codes end a code, and the tries are kept although they were refused', async () => {
  const bo = await person('Bo', ['auditor']);
  const { tab, mail } = await askForCode({ mail: bo.mail, address: '192.0.2.3' });
  for (let i = 0; i < 5; i++)
    await assert.rejects(enterCode({ tab, code: 'WRONGWRO', address: '192.0.2.3', isOwnDevice: false }), { kind: 'invalid' });
  await assert.rejects(enterCode({ tab, code: codeIn(mail), address: '192.0.2.3', isOwnDevice: false }), /run out/);
});
test('a place gets five codes in fifteen minutes for one address, ten in a day, and forty in an hour for any; who asks too often is told how long to wait', async () => {
  const from = (address: string, mail = 'flood@example.org') => askForCode({ mail, address });
  for (let i = 0; i < 5; i++) await from('198.51.100.1');
  await assert.rejects(from('198.51.100.1'), /Too many codes.*15 minutes/);
  for (let i = 0; i < 40; i++) await from('203.0.113.1', `one-${i}@example.org`);
  await assert.rejects(from('203.0.113.1', 'one-more@example.org'), /Too many codes.*an hour/);
});
test('a stranger who asks for somebody’s codes all day does not keep them from signing in, and they are mailed thirty times a day at most', async () => {
  const zora = await person('Zora', ['auditor']);
  const database = new pg.Client(owner);
  await database.connect();
  const ask = async (address: string) => {
    const asked = await askForCode({ mail: zora.mail, address });
    await database.query(`update sign_in_code set asked_at = asked_at - interval '20 minutes' where mail = $1`, [zora.mail]);
    return asked;
  };
  for (let i = 0; i < 10; i++) await ask('198.51.100.66');
  await assert.rejects(ask('198.51.100.66'), /until tomorrow/);
  const { tab, mail } = await ask('192.0.2.44');
  assert.ok(await enterCode({ tab, code: codeIn(mail), address: '192.0.2.44', isOwnDevice: false }));
  for (let i = 11; i < 30; i++) await ask(`198.51.100.${100 + i}`);
  await assert.rejects(ask('198.51.100.200'), /until tomorrow/);
  await database.end();
});
test('wrong codes from one place are refused after sixty in an hour, whichever codes they were for', async () => {
  for (let i = 0; i < 12; i++) {
    const { tab } = await askForCode({ mail: `guess-${i}@example.org`, address: '203.0.113.7' });
    for (let tries = 0; tries < 5; tries++)
      await assert.rejects(enterCode({ tab, code: 'WRONGWRO', address: '203.0.113.7', isOwnDevice: false }));
  }
  const cy = await person('Cy', ['auditor']);
  const { tab, mail } = await askForCode({ mail: cy.mail, address: '203.0.113.7' });
  await assert.rejects(enterCode({ tab, code: codeIn(mail), address: '203.0.113.7', isOwnDevice: false }), /Too many wrong codes/);
});
test('a code is worth nothing after ten minutes', async () => {
  const dee = await person('Dee', ['auditor']);
  const { tab, mail } = await askForCode({ mail: dee.mail, address: '192.0.2.5' });
  await asSystem(({ tx }) =>
    tx
      .updateTable('signInCode')
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where('mail', '=', dee.mail)
      .execute(),
  );
  await assert.rejects(enterCode({ tab, code: codeIn(mail), address: '192.0.2.5', isOwnDevice: false }), /run out/);
});
test('an invitation is accepted once, by whoever proves its email address, and gives its role at its school alone', async () => {
  const ashby = await school('ashby');
  const id = await invite('noor@ashby.example', ashby.id, 'lead');
  const first = await askForCode({ mail: 'noor@ashby.example', address: '192.0.2.6', invitationId: id });
  const second = await askForCode({ mail: 'noor@ashby.example', address: '192.0.2.6', invitationId: id });
  const member = await memberOfSession(
    await enterCode({ tab: first.tab, code: codeIn(first.mail), address: '192.0.2.6', isOwnDevice: false }),
  );
  assert.deepEqual(member?.schools, [{ id: ashby.id, slug: 'ashby', name: ashby.name, roles: ['lead'] }]);
  assert.deepEqual(member?.collaborativeRoles, []);
  await assert.rejects(enterCode({ tab: second.tab, code: codeIn(second.mail), address: '192.0.2.6', isOwnDevice: false }), {
    kind: 'conflict',
  });
});
test('two tabs accepting one invitation at once accept it once', async () => {
  const id = await invite('twice@example.org', null, 'auditor');
  const asked = [];
  for (let i = 0; i < 2; i++) asked.push(await askForCode({ mail: 'twice@example.org', address: '192.0.2.7', invitationId: id }));
  const outcomes = await Promise.allSettled(
    asked.map(({ tab, mail }) => enterCode({ tab, code: codeIn(mail), address: '192.0.2.7', isOwnDevice: false })),
  );
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});
test('a session ends when its person’s last role ends, and a lost role is lost at the next request', async () => {
  const brook = await school('brook');
  const eli = await person('Eli', ['lead', 'auditor'], brook);
  const token = await signInAsSample(eli.personId);
  await as(operator(), ({ tx }) => tx.deleteFrom('schoolRole').where('personId', '=', eli.personId).execute());
  assert.deepEqual((await memberOfSession(token))?.schools, []);
  await as(operator(), ({ tx }) => tx.deleteFrom('collaborativeRole').where('personId', '=', eli.personId).execute());
  assert.equal(await memberOfSession(token), null);
});
test('signing out everywhere ends every session of that person and of nobody else', async () => {
  const [fay, gus] = [await person('Fay', ['auditor']), await person('Gus', ['auditor'])];
  const [one, two, other] = [await signInAsSample(fay.personId), await signInAsSample(fay.personId), await signInAsSample(gus.personId)];
  await signOut(one, true);
  assert.equal(await memberOfSession(two), null);
  assert.equal((await memberOfSession(other))?.name, 'Gus');
});
test('only people of the sample can be chosen from the list', async () => {
  const hal = await person('Hal', ['convener']);
  await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('id', '=', hal.personId).execute());
  await assert.rejects(signInAsSample(hal.personId), { kind: 'missing' });
});
test('what a person of the sample gives is of the sample, and to a real person it gives nothing', async () => {
  const ines = await person('Ines', ['convener']);
  const accept = async (mail: string) => {
    const id = await invite(mail, null, 'convener');
    await as(operator(), ({ tx }) => tx.updateTable('invitation').set({ invitedBy: ines.personId }).where('id', '=', id).execute());
    const asked = await askForCode({ mail, address: '192.0.2.40', invitationId: id });
    return enterCode({ tab: asked.tab, code: codeIn(asked.mail), address: '192.0.2.40', isOwnDevice: false });
  };
  assert.equal((await memberOfSession(await accept('guest@example.org')))?.isSample, true);
  const uma = await person('Uma', ['auditor']);
  await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('id', '=', uma.personId).execute());
  await assert.rejects(accept(uma.mail), { kind: 'conflict' });
  const held = await as(operator(), ({ tx }) =>
    tx.selectFrom('collaborativeRole').select('role').where('personId', '=', uma.personId).execute(),
  );
  assert.deepEqual(held, [{ role: 'auditor' }]);
});
test('with DEMO=0 nobody acts as a person of the sample, also where it was put in before', async (context) => {
  const zoe = await person('Zoe', ['convener']);
  const token = await signInAsSample(zoe.personId);
  assert.equal((await memberOfSession(token))?.personId, zoe.personId);
  process.env.DEMO = '0';
  context.after(() => delete process.env.DEMO);
  assert.deepEqual(await samplePeople(), []);
  await assert.rejects(signInAsSample(zoe.personId), { kind: 'missing' });
  assert.equal(await memberOfSession(token), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { addContact, deleteDebrief, dropContact, keepDebrief } from './commands.server.ts';
import { ownDebriefs, supportContacts } from './queries.server.ts';
import { ContactForm, DebriefForm } from './schema.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const [kit, sam] = [await actor('Kit', ['student'], ashby), await actor('Sam', ['student'], ashby)];
const lead = await actor('Lena', ['lead'], ashby);
const other = await actor('Otto', ['lead'], brook);
const [convener, auditor] = [await actor('Cora', ['convener']), await actor('Audra', ['auditor'])];
await as(kit, ({ tx }) =>
  tx.insertInto('practiceLog').values({ personId: kit.personId!, forSchoolId: ashby.id, countsInCohorts: true }).execute(),
);
const debrief = (said: Record<string, string> = {}) =>
  DebriefForm.parse({ id: v7(), happened: 'She held my hand.', withWhom: 'Mo', ...said });
async function asOwner(text: string) {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

test('a debrief is kept once, for its writer alone; no role opens it, no record says it', async () => {
  const said = debrief();
  await as(kit, (scope) => keepDebrief(scope, said));
  await as(kit, (scope) => keepDebrief(scope, said));
  assert.deepEqual(
    (await as(kit, ownDebriefs)).map(({ happened, withWhom }) => [happened, withWhom]),
    [['She held my hand.', 'Mo']],
  );
  for (const reader of [sam, lead, other, convener, auditor, visitor]) {
    assert.deepEqual(await as(reader, ownDebriefs), [], reader.name);
    await assert.rejects(as(reader, (scope) => deleteDebrief(scope, said.id)));
  }
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('practiceDebrief').select('id').execute()),
    /permission denied/,
  );
  for (const record of ['school_event', 'collaborative_event'])
    assert.doesNotMatch(JSON.stringify(await asOwner(`select * from ${record}`)), /debrief|held my hand/);
  assert.doesNotMatch(JSON.stringify(await asOwner('select * from practice_event')), /held my hand|Mo"/);
  await as(kit, (scope) => deleteDebrief(scope, said.id));
  assert.deepEqual(await as(kit, ownDebriefs), []);
});

test('words that may tell who a patient is are asked about here, too', async () => {
  const said = debrief({ happened: 'Mrs. Alvarez died.' });
  await assert.rejects(
    as(kit, (scope) => keepDebrief(scope, said)),
    /looks like a name/,
  );
  await as(kit, (scope) => keepDebrief(scope, said, ['Mrs. Alvarez']));
});

test('leaving the log leaves no debrief', async () => {
  await as(kit, ({ tx }) => tx.deleteFrom('practiceLog').execute());
  assert.deepEqual(await asOwner('select * from practice_debrief'), []);
  await assert.rejects(
    as(kit, (scope) => keepDebrief(scope, debrief())),
    /Begin your log/,
  );
});

test('a school’s lead names who supports its students, in an order; other schools have their own', async () => {
  const contact = (name: string) => ContactForm.parse({ name, words: 'Day and night', phone: '555 0100' });
  for (const name of ['Student counselling', 'Chaplaincy']) await as(lead, (scope) => addContact(scope, contact(name)));
  const named = await as(kit, supportContacts);
  assert.deepEqual(
    named.map(({ name }) => name),
    ['Student counselling', 'Chaplaincy'],
  );
  assert.deepEqual(await as(other, supportContacts), []);
  await assert.rejects(
    as(kit, (scope) => addContact(scope, contact('Me'))),
    /Its lead does/,
  );
  await assert.rejects(
    as(other, (scope) => dropContact(scope, named[0]!.id)),
    /was not found/,
  );
  await as(lead, (scope) => dropContact(scope, named[0]!.id));
  assert.equal((await as(kit, supportContacts)).length, 1);
});

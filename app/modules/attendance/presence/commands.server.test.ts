import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor } from '../../../../tests/people.ts';
import { forgetHolder } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { occasionOf } from '../queries.server.ts';
import { answerRow, bringReport, claimPresence, correctPresence, undoReport } from './commands.server.ts';
import { presenceOfPlace, presenceRead } from './queries.server.ts';
import type { Reporting } from './report.ts';

const convener = await actor('Ines', ['convener']);
const auditor = await actor('Jo', ['auditor']);

async function heldOne(names: readonly string[]) {
  const id = await published(convener);
  const tokens: string[] = [];
  for (const name of names) tokens.push(await registered(id, name));
  await setBack(id, 60);
  const { startsAt } = await as(convener, (scope) => occasionOf(scope, id));
  const at = (from: number, to: number) => [startsAt.getTime() / 1000 + from * 60, startsAt.getTime() / 1000 + to * 60] as const;
  const joined = (name: string, mail: string | null, from: number, to: number): Reporting => ({
    name,
    mail,
    joins: [at(from, to)],
    minutes: to - from,
  });
  const bring = (...people: Reporting[]) =>
    as(convener, (scope) =>
      bringReport(scope, id, { report: { source: 'zoom', people, unread: [] }, fileName: 'report.csv', timeZone: 'UTC' }),
    );
  return { id, tokens, joined, bring };
}
const ownOf = (token: string) => as(visitor, async (scope) => presenceOfPlace(scope, (await placeHeldBy(scope, token)).place.id));
const readFor = (who: Actor, id: string) => as(who, (scope) => presenceRead(scope, { id }));

test('who registered with an address that the report names was there, for as long as it says; the name never finds anybody', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor', 'Sam']);
  const counted = await bring(
    joined('Somebody else', mailOf('Noor', id), 0, 50),
    joined('Sam', null, 0, 60),
    joined('Sam', 'sam@home.example', 0, 60),
  );
  assert.deepEqual(counted, { matched: 1, open: 2 });
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 50, came: true });
  assert.equal(await ownOf(tokens[1]!), null);
});
test('too short is not there; a second report adds what the first left out, and counts nothing twice', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await bring(joined('Noor', mailOf('Noor', id), 0, 30));
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 30, came: false });
  await bring(joined('Noor', mailOf('Noor', id), 20, 60));
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 60, came: true });
});
test('a person answers who an uncertain row is; the answer and the report can be taken back', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await bring(joined('iPhone', null, 0, 55), joined('Guest', null, 0, 10));
  const { open } = await readFor(convener, id);
  const [phone, guest] = ['iPhone', 'Guest'].map((name) => open.find((row) => row.name === name));
  await as(convener, (scope) => answerRow(scope, id, { answer: 'nobody', row: guest!.id }));
  await as(convener, (scope) => answerRow(scope, id, { answer: 'is', row: phone!.id, mail: mailOf('Noor', id) }));
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 55, came: true });
  assert.equal((await readFor(convener, id)).openInAll, 0);
  await as(convener, (scope) => answerRow(scope, id, { answer: 'open', row: phone!.id }));
  assert.equal(await ownOf(tokens[0]!), null);
  await as(convener, (scope) => answerRow(scope, id, { answer: 'is', row: phone!.id, mail: mailOf('Noor', id) }));
  const [report] = (await readFor(convener, id)).imports;
  await as(convener, (scope) => undoReport(scope, id, report!.id));
  assert.equal(await ownOf(tokens[0]!), null);
  await assert.rejects(
    as(convener, (scope) => answerRow(scope, id, { answer: 'is', row: phone!.id, mail: 'stranger@x.example' })),
    { kind: 'conflict' },
  );
});
test('what a person corrected has a reason, and stands whatever a report says', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await as(convener, (scope) =>
    correctPresence(scope, id, { mail: mailOf('Noor', id), came: true, minutes: 60, reason: 'Was in the room.' }),
  );
  await bring(joined('Noor', mailOf('Noor', id), 0, 5));
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 60, came: true });
});
test('a registrant says how they joined, and sees nobody else’s attendance', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor', 'Sam']);
  await bring(joined('Sam', mailOf('Sam', id), 0, 60), joined('N.', null, 0, 60));
  await as(visitor, (scope) => claimPresence(scope, tokens[0]!, 'I joined as N.'));
  assert.deepEqual(
    (await readFor(convener, id)).claims.map(({ name, claim }) => [name, claim]),
    [['Noor', 'I joined as N.']],
  );
  await as(visitor, async (scope) => {
    await placeHeldBy(scope, tokens[0]!);
    assert.deepEqual(await scope.tx.selectFrom('presence').selectAll().execute(), []);
    assert.deepEqual(await scope.tx.selectFrom('presenceRow').selectAll().execute(), []);
  });
  const seen = await readFor(auditor, id);
  assert.deepEqual([seen.imports, seen.open, seen.came, seen.claims], [[], [], [], []]);
});
test('nobody else records, and where attendance is off nothing is recorded', async () => {
  const { id } = await heldOne([]);
  await assert.rejects(
    as(auditor, (scope) => correctPresence(scope, id, { mail: 'x@x.example', came: true, minutes: 1, reason: 'x' })),
    { kind: 'forbidden' },
  );
  const off = await published(convener, { recordsAttendance: false });
  await assert.rejects(
    as(convener, (scope) => correctPresence(scope, off, { mail: 'x@x.example', came: true, minutes: 1, reason: 'x' })),
    { kind: 'conflict' },
  );
});
test('who is forgotten is forgotten in what the report said, too', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await bring(joined('Noor Aziz', mailOf('Noor', id), 0, 50));
  await as(visitor, (scope) => forgetHolder(scope, tokens[0]!));
  const rows = await as(convener, ({ tx }) => tx.selectFrom('presenceRow').select(['name', 'mail']).where('occasionId', '=', id).execute());
  assert.deepEqual(rows, [{ name: null, mail: null }]);
});

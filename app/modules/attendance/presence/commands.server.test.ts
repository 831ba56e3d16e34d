import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor } from '../../../../tests/people.ts';
import { forgetHolder } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { occasionOf } from '../queries.server.ts';
import { claimPresence } from './claim-commands.server.ts';
import { answerRows, bringReport, correctPresence, takeBackLast, undoReport } from './commands.server.ts';
import { presenceOfPlace, presenceRead, queueRead } from './queries.server.ts';
import type { Reporting } from './report.ts';
import type { RowAnswer } from './schema.ts';

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
const readFor = (who: Actor, id: string) => as(who, (scope) => presenceRead(scope, { id }, 1));
const queueFor = (who: Actor, id: string) => as(who, (scope) => queueRead(scope, { id }, { page: 1, decided: 1 }));
const say = (id: string, said: RowAnswer) => as(convener, (scope) => answerRows(scope, id, said));

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
test('a person decides who an uncertain line is; the decision and the report can be taken back', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await bring(joined('iPhone', null, 0, 55), joined('Guest', null, 0, 10));
  const { lines, progress } = await queueFor(convener, id);
  assert.deepEqual(progress, { decided: 0, total: 2 });
  const [phone, guest] = ['iPhone', 'Guest'].map((name) => lines.find((line) => line.name === name)!.id) as [string, string];
  await assert.rejects(say(id, { answer: 'is', rows: [phone], mail: 'stranger@x.example' }), {
    kind: 'conflict',
    message: /Nobody registered/,
  });
  await say(id, { answer: 'nobody', rows: [guest] });
  await say(id, { answer: 'is', rows: [phone], mail: mailOf('Noor', id) });
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 55, came: true });
  const { decided, shown } = await queueFor(convener, id);
  assert.deepEqual(
    [shown, decided.map(({ name, by, placeName, state }) => [name, by, placeName, state])],
    [
      null,
      [
        ['iPhone', 'Ines', 'Noor', 'settled'],
        ['Guest', 'Ines', null, 'nobody'],
      ],
    ],
  );
  assert.deepEqual(await as(convener, (scope) => takeBackLast(scope, id)), [phone]);
  assert.equal(await ownOf(tokens[0]!), null);
  await say(id, { answer: 'is', rows: [phone], mail: mailOf('Noor', id) });
  const [report] = (await readFor(convener, id)).imports;
  await as(convener, (scope) => undoReport(scope, id, report!.id));
  assert.equal(await ownOf(tokens[0]!), null);
  await assert.rejects(say(id, { answer: 'open', rows: [phone] }), { kind: 'missing' });
});
test('several lines are decided at once, and what another person decided meanwhile stands', async () => {
  const { id, tokens, joined, bring } = await heldOne(['Noor']);
  await bring(joined('iPad', null, 0, 30), joined('Noor A', null, 20, 50), joined('Recorder', null, 0, 60), joined('Notes', null, 0, 60));
  const { lines } = await queueFor(convener, id);
  const of = (...names: string[]) => lines.filter(({ name }) => names.includes(name ?? '')).map((line) => line.id);
  for (const [name, proposed] of [
    ['iPad', []],
    ['Noor A', ['Noor']],
  ] as const) {
    const { shown } = await as(convener, (scope) => queueRead(scope, { id }, { at: of(name)[0], page: 1, decided: 1 }));
    assert.deepEqual(
      shown!.proposed.map((each) => each.name),
      proposed,
    );
  }
  await say(id, { answer: 'is', rows: of('iPad', 'Noor A'), mail: mailOf('Noor', id) });
  assert.deepEqual(await ownOf(tokens[0]!), { minutes: 50, came: true });
  await say(id, { answer: 'nobody', rows: of('Recorder') });
  await assert.rejects(say(id, { answer: 'nobody', rows: of('Recorder', 'Notes') }), { kind: 'conflict', message: /meanwhile/ });
  assert.deepEqual((await queueFor(convener, id)).progress, { decided: 3, total: 4 });
  await assert.rejects(
    as(auditor, (scope) => answerRows(scope, id, { answer: 'nobody', rows: of('Notes') })),
    { kind: 'forbidden' },
  );
  assert.deepEqual([(await queueFor(auditor, id)).lines, (await queueFor(auditor, id)).decided], [[], []]);
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
  const { shown } = await queueFor(convener, id);
  assert.deepEqual(
    shown!.proposed.map(({ name, claim }) => [name, claim]),
    [['Noor', 'I joined as N.']],
  );
  await as(visitor, async (scope) => {
    await placeHeldBy(scope, tokens[0]!);
    assert.deepEqual(await scope.tx.selectFrom('presence').selectAll().execute(), []);
    assert.deepEqual(await scope.tx.selectFrom('presenceRow').selectAll().execute(), []);
  });
  const seen = await readFor(auditor, id);
  assert.deepEqual([seen.imports, seen.came, seen.progress.total], [[], [], 0]);
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

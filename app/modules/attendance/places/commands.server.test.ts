import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { type Actor, actingFor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { asked, draft, mailOf, published, registered } from '../../../../tests/occasions.ts';
import { actor, owner, person, school } from '../../../../tests/people.ts';
import { cancelOccasion, changeOccasion, dropOccasion, makeOccasion } from '../commands.server.ts';
import { joinLinkOf, occasionOf } from '../queries.server.ts';
import {
  askForPlace,
  cancelPlace,
  changePlace,
  confirmPlace,
  declinePlace,
  forgetHolder,
  openOwnPlace,
  takePlace,
} from './commands.server.ts';
import { heldBy, ownPlaceAt, placeHeldBy, placesOf } from './queries.server.ts';
import { RegisterForm } from './schema.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const otherLead = await actor('Ben', ['lead'], brook);
const ada = actingFor(await person('Ada', ['faculty'], ashby), 'ashby');
const everything = { q: '', state: '', page: 1 } as const;

const stateOf = (token: string) => as(visitor, async (scope) => (await placeHeldBy(scope, token)).place.state);
const linkFor = (token: string) => as(visitor, async (scope) => (await placeHeldBy(scope, token)).link);
const listOf = (who: Actor, id: string) => as(who, async (scope) => (await placesOf(scope, { id }, everything)).rows);
const noticesOf = (id: string) =>
  as(convener, ({ tx }) =>
    tx.selectFrom('occasionNotice').select(['kind', 'placeId', 'detail']).where('occasionId', '=', id).orderBy('id').execute(),
  );

test('a visitor asks, confirms by the button of the mailed page, and has a place with the link to join', async () => {
  const id = await published(convener);
  const token = await asked(id, 'Noor');
  assert.equal((await as(visitor, (scope) => heldBy(scope, token))).kind, 'ask');
  assert.deepEqual(await listOf(convener, id), []); // opening the link took nothing
  await as(visitor, (scope) => confirmPlace(scope, token));
  await as(visitor, (scope) => confirmPlace(scope, token)); // pressed twice
  assert.equal(await stateOf(token), 'confirmed');
  assert.deepEqual(await linkFor(token), { url: 'https://meet.example/j/81234?pwd=Zq9', words: 'Passcode 5150' });
  assert.deepEqual(
    (await listOf(convener, id)).map(({ name, mail }) => [name, mail]),
    [['Noor', mailOf('Noor', id)]],
  );
  assert.deepEqual(
    (await noticesOf(id)).map(({ kind }) => kind),
    ['confirmed'],
  );
});
test('the link to join, and who comes, are nobody else’s to read', async () => {
  const id = await published(convener, { capacity: 1 });
  const first = await registered(id, 'Noor');
  const second = await registered(id, 'Sam');
  for (const who of [visitor, ada, otherLead]) {
    assert.equal(await as(who, (scope) => joinLinkOf(scope, id)), null);
    assert.deepEqual(await listOf(who, id), []);
  }
  assert.equal(await linkFor(second), null); // who waits has no link yet
  await as(visitor, async (scope) => {
    await placeHeldBy(scope, first);
    assert.equal((await placesOf(scope, { id }, everything)).total, 1); // only the own one
    assert.deepEqual(await scope.tx.selectFrom('placeAsk').select('mail').execute(), [{ mail: mailOf('Noor', id) }]);
  });
  await assert.rejects(
    as(visitor, (scope) => placeHeldBy(scope, 'x'.repeat(43))),
    { kind: 'missing' },
  );
});
test('two who ask for the last place at once: one has it, the other waits, and has it when it is given back', async () => {
  const id = await published(convener, { capacity: 1 });
  const tokens = await Promise.all(['Noor', 'Sam', 'Tao', 'Uma'].map((name) => asked(id, name)));
  await Promise.all(tokens.map((token) => as(visitor, (scope) => confirmPlace(scope, token))));
  const states = await Promise.all(tokens.map(stateOf));
  assert.deepEqual(states.toSorted(), ['confirmed', 'waiting', 'waiting', 'waiting']);
  assert.deepEqual((await as(visitor, (scope) => occasionOf(scope, id))).waiting, 3);
  const next = (await listOf(convener, id)).find(({ state }) => state === 'waiting')!.name; // in the order in which they confirmed
  const holder = tokens[states.indexOf('confirmed')]!;
  await as(visitor, (scope) => cancelPlace(scope, holder));
  const now = (await listOf(convener, id)).filter(({ state }) => state === 'confirmed').map(({ name }) => name);
  assert.deepEqual(now, [next]);
  assert.deepEqual(
    (await noticesOf(id)).map(({ kind }) => kind).filter((kind) => kind === 'promoted'),
    ['promoted'],
  );
});
test('places come free in order, also when several do at once', async () => {
  const id = await published(convener, { capacity: 2 });
  const tokens: string[] = [];
  for (const name of ['Noor', 'Sam', 'Tao', 'Uma', 'Vic']) tokens.push(await registered(id, name));
  await Promise.all([as(visitor, (scope) => cancelPlace(scope, tokens[0]!)), as(visitor, (scope) => cancelPlace(scope, tokens[1]!))]);
  assert.deepEqual(await Promise.all(tokens.map(stateOf)), ['cancelled', 'cancelled', 'confirmed', 'confirmed', 'waiting']);
  await as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 3 })));
  assert.equal(await stateOf(tokens[4]!), 'confirmed');
});
test('an ask answers the same for an address that has a place, and its link leads to that place', async () => {
  const id = await published(convener);
  const first = await registered(id, 'Noor');
  const again = await asked(id, 'Somebody', { mail: mailOf('Noor', id) });
  await as(visitor, (scope) => confirmPlace(scope, again));
  assert.deepEqual(
    (await listOf(convener, id)).map(({ name }) => name),
    ['Noor'],
  );
  assert.deepEqual([await stateOf(first), await stateOf(again)], ['confirmed', 'confirmed']);
});
test('a mail carries no word that the one who asked typed', async () => {
  const id = await published(convener);
  const mail = await as(visitor, (scope) =>
    askForPlace(scope, id, {
      ...RegisterForm.parse({
        name: 'Buy at spam.example',
        mail: 'stranger@brook.example',
        organisation: 'Cheap pills',
        timeZone: 'America/New_York',
      }),
      address: '192.0.2.7',
      base: 'https://concord.example',
    }),
  );
  assert.doesNotMatch(mail.subject + mail.text, /spam|pills/);
});
test('a network asks five times in a quarter of an hour for one address and forty times an hour for any, and is told how long to wait; the owner of the address asks from elsewhere', async () => {
  const id = await published(convener);
  for (let n = 0; n < 5; n++) await asked(id, 'Wen', { address: '192.0.2.10' });
  await assert.rejects(asked(id, 'Wen', { address: '192.0.2.10' }), /Wait 15 minutes/);
  await asked(id, 'Wen', { address: '192.0.2.30' });
  for (let n = 0; n < 40; n++) await asked(id, `Many${n}`, { address: '192.0.2.99' });
  await assert.rejects(asked(id, 'One', { address: '192.0.2.99' }), /Wait an hour/);
});
test('one address is mailed thirty times a day at most, ten of them for one network, however many networks and events are asked from', async () => {
  const events = await Promise.all([1, 2, 3].map(() => published(convener)));
  const database = new pg.Client(owner);
  await database.connect();
  for (let n = 0; n < 30; n++) {
    const address = `198.51.100.${Math.floor(n / 10)}`;
    await asked(events[n % 3]!, 'Wen', { address, mail: 'wen@brook.example' });
    if (n === 9) await assert.rejects(asked(events[0]!, 'Wen', { address, mail: 'wen@brook.example' }), /until tomorrow/);
    await database.query(`update place_ask set asked_at = asked_at - interval '20 minutes' where mail = 'wen@brook.example'`);
  }
  await database.end();
  await assert.rejects(asked(events[0]!, 'Wen', { address: '198.51.100.99', mail: 'wen@brook.example' }), /until tomorrow/);
});
test('who is signed in takes a place with one click, once, and opens it without its mail', async () => {
  const id = await published(convener);
  const place = await as(ada, (scope) => takePlace(scope, id, { needs: 'Captions' }));
  await assert.rejects(
    as(ada, (scope) => takePlace(scope, id, { needs: '' })),
    { kind: 'conflict' },
  );
  assert.equal((await as(ada, (scope) => ownPlaceAt(scope, id)))?.id, place);
  const token = await as(ada, (scope) => openOwnPlace(scope, place));
  assert.equal(await stateOf(token), 'confirmed');
  await assert.rejects(
    as(lead, (scope) => openOwnPlace(scope, place)),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(visitor, (scope) => takePlace(scope, id, { needs: '' })),
    { kind: 'forbidden' },
  );
});
test('nobody makes themselves confirmed, takes a place for another address, or registers when it is closed: the database refuses', async () => {
  const id = await published(convener, { capacity: 1 });
  await registered(id, 'Noor');
  const waits = await registered(id, 'Sam');
  await assert.rejects(
    as(visitor, async (scope) => {
      const { place } = await placeHeldBy(scope, waits);
      await scope.tx.updateTable('place').set({ state: 'confirmed' }).where('id', '=', place.id).execute();
    }),
    /by its turn/,
  );
  const row = { occasionId: id, mail: 'x@brook.example', name: 'X', organisation: '', needs: '', timeZone: 'UTC' };
  await assert.rejects(
    as(visitor, ({ tx }) => tx.insertInto('place').values(row).execute()),
    /row-level security/,
  );
  await assert.rejects(
    as(ada, ({ tx }) =>
      tx
        .insertInto('place')
        .values({ ...row, personId: ada.personId })
        .execute(),
    ),
    /row-level security/,
  );
  const token = await asked(id, 'Noa');
  await assert.rejects(
    as(visitor, async (scope) => {
      await heldBy(scope, token);
      await scope.tx.updateTable('placeAsk').set({ mail: 'x@brook.example' }).execute();
    }),
    /permission denied/,
  );
  const closed = await published(convener, { registrationClosesAt: new Date(Date.now() - 1000) });
  await assert.rejects(asked(closed, 'Noor'), { kind: 'conflict', message: /closed/ });
});
test('a holder changes what a place says of them, and is forgotten at once when they ask', async () => {
  const id = await published(convener, { capacity: 1 });
  const token = await registered(id, 'Noor');
  const next = await registered(id, 'Sam');
  await as(visitor, (scope) =>
    changePlace(scope, token, { name: 'Noor Aziz', organisation: 'Brook', needs: 'Captions', timeZone: 'America/Phoenix' }),
  );
  assert.equal((await listOf(convener, id))[0]!.needs, 'Captions');
  await as(visitor, (scope) => forgetHolder(scope, token));
  const { place } = await as(visitor, (scope) => placeHeldBy(scope, token));
  assert.deepEqual([place.name, place.mail, place.organisation, place.needs, place.state], [null, null, null, null, 'cancelled']);
  assert.equal(await stateOf(next), 'confirmed');
  await assert.rejects(
    as(visitor, (scope) => cancelPlace(scope, token)),
    { kind: 'forbidden' },
  );
});
test('ten who ask at once for three places: three have them, seven wait in their order, and fewer places take none away', async () => {
  const id = await published(convener, { capacity: 3 });
  const tokens = await Promise.all(Array.from({ length: 10 }, (_, at) => asked(id, `Guest${at}`)));
  await Promise.all(tokens.map((token) => as(visitor, (scope) => confirmPlace(scope, token))));
  const held = async () => (await listOf(convener, id)).map(({ state }) => state);
  assert.deepEqual(await held(), [...Array(3).fill('confirmed'), ...Array(7).fill('waiting')]);
  await as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 1 })));
  assert.deepEqual((await held()).filter((state) => state === 'confirmed').length, 3); // nobody loses a place
  const first = tokens[(await Promise.all(tokens.map(stateOf))).indexOf('confirmed')]!;
  await as(visitor, (scope) => cancelPlace(scope, first));
  assert.equal((await held()).filter((state) => state === 'confirmed').length, 2); // and none is given while there are fewer
  const told = (await noticesOf(id)).map(({ kind }) => kind);
  assert.deepEqual([told.filter((kind) => kind === 'confirmed').length, told.filter((kind) => kind === 'promoted').length], [3, 0]);
});
test('places that are given back while others are taken and given leave nobody hanging', async () => {
  const id = await published(convener, { capacity: 2 });
  const tokens: string[] = [];
  for (let at = 0; at < 8; at++) tokens.push(await registered(id, `Guest${at}`));
  const late = await asked(id, 'Late');
  const changes = [4, 3, 2, 1, 0].map((at) => as(visitor, (scope) => (at % 2 ? forgetHolder : cancelPlace)(scope, tokens[at]!)));
  await Promise.all([
    ...changes,
    as(visitor, (scope) => confirmPlace(scope, late)),
    as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 3 }))),
  ]);
  assert.deepEqual(await Promise.all([...tokens.slice(5), late].map(stateOf)), ['confirmed', 'confirmed', 'confirmed', 'waiting']);
});
test('who is forgotten who was signed in is no person’s any more', async () => {
  const id = await published(convener);
  const place = await as(ada, (scope) => takePlace(scope, id, { needs: '' }));
  const token = await as(ada, (scope) => openOwnPlace(scope, place));
  await as(visitor, (scope) => forgetHolder(scope, token));
  assert.deepEqual(await as(convener, ({ tx }) => tx.selectFrom('place').select(['personId', 'name']).where('id', '=', place).execute()), [
    { personId: null, name: null },
  ]);
});
test('the convener, the organising school’s lead and the host run an occasion, and nobody else does', async () => {
  const id = await as(lead, (scope) => makeOccasion(scope, draft({ bySchoolId: ashby.id, hostId: ada.personId })));
  for (const who of [lead, ada, convener]) assert.equal((await as(who, (scope) => occasionOf(scope, id))).status, 'planned');
  for (const who of [visitor, otherLead])
    await assert.rejects(
      as(who, (scope) => occasionOf(scope, id)),
      { kind: 'missing' },
    );
  await as(ada, (scope) => dropOccasion(scope, id));
  await assert.rejects(
    as(otherLead, (scope) => makeOccasion(scope, draft({ bySchoolId: ashby.id }))),
    { kind: 'forbidden' },
  );
  const shown = await published(convener);
  for (const who of [visitor, ada, lead])
    await assert.rejects(
      as(who, (scope) => cancelOccasion(scope, shown, 'Snow')),
      { kind: 'forbidden' },
    );
});
test('those who run it take a place back, and say why', async () => {
  const id = await published(convener, { audience: 'faculty' });
  const token = await registered(id, 'Noor');
  const [{ id: place } = { id: '' }] = await listOf(convener, id);
  await assert.rejects(
    as(otherLead, (scope) => declinePlace(scope, id, { place, because: 'No' })),
    { kind: 'forbidden' },
  );
  await as(convener, (scope) => declinePlace(scope, id, { place, because: 'It is for faculty.' }));
  assert.equal(await stateOf(token), 'cancelled');
  assert.deepEqual((await noticesOf(id)).at(-1)!.detail, { because: 'It is for faculty.', was: 'confirmed' });
});
test('a move tells everybody what stood before, raises the sequence, and keeps where it was before', async () => {
  const id = await published(convener, { capacity: 1 });
  await registered(id, 'Noor');
  await registered(id, 'Sam');
  const before = draft({ capacity: 1 });
  const startsAt = new Date(before.startsAt.getTime() + 86_400_000);
  await as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 1, startsAt })));
  const occasion = await as(visitor, (scope) => occasionOf(scope, id));
  assert.deepEqual([occasion.sequence, occasion.movedFrom], [1, before.startsAt]);
  const told = (await noticesOf(id)).filter(({ kind }) => kind === 'changed');
  assert.equal(told.length, 2);
  assert.equal((told[0]!.detail as { time: [{ starts: string }] }).time[0].starts, before.startsAt.toISOString());
  await as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 1, startsAt, certificateWords: 'Two hours' })));
  assert.equal((await as(visitor, (scope) => occasionOf(scope, id))).sequence, 1); // nothing that a calendar shows
});

test('whoever finds a way around the commands plans nothing for themselves, and has nobody’s places follow into what they run', async () => {
  const others = await published(convener, { capacity: 1 });
  const { link: _, ...row } = draft({ bySchoolId: brook.id });
  const plan = (who: Actor, more: object) =>
    as(who, ({ tx }) =>
      tx
        .insertInto('occasion')
        .values({ ...row, ...more })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
  const { id: own } = await plan(otherLead, {});
  const { id: hosted } = await plan(otherLead, { hostId: ada.personId });
  for (const refused of [
    () => plan(ada, { hostId: ada.personId }),
    () => plan(ada, { hostId: ada.personId, bySchoolId: null }),
    () => plan(ada, { hostId: ada.personId, followsId: others }),
    () => plan(otherLead, { followsId: others }),
    () => as(otherLead, ({ tx }) => tx.updateTable('occasion').set({ followsId: others }).where('id', '=', own).execute()),
  ])
    await assert.rejects(refused, { code: '42501' });
  // A host adds dates to what was planned for them to run.
  await plan(ada, { hostId: ada.personId, followsId: hosted });
});
test('a place that was given back stays so, and nobody says which turn is theirs', async () => {
  const id = await published(convener, { capacity: 1 });
  await registered(id, 'Noor');
  const late = await as(ada, (scope) => takePlace(scope, id, { needs: '' }));
  const change = (set: { position?: number; state?: 'waiting' | 'cancelled' | 'confirmed' }) =>
    as(ada, ({ tx }) => tx.updateTable('place').set(set).where('id', '=', late).execute());
  await assert.rejects(change({ position: 0 }), { code: '23514' });
  await change({ state: 'cancelled' });
  for (const state of ['waiting', 'confirmed'] as const) await assert.rejects(change({ state }), { code: '23514' });
  const { position } = await as(ada, ({ tx }) =>
    tx
      .insertInto('place')
      .values({ occasionId: id, personId: ada.personId, mail: 'ada@ashby.example', timeZone: 'UTC', position: 0 })
      .returning('position')
      .executeTakeFirstOrThrow(),
  );
  assert.ok(Number(position) > 0, 'the turn is drawn, not said');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Actor, actingFor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, owner, person, school } from '../../../../tests/people.ts';
import type { OccasionDraft } from '../occasion.ts';
import { cancelPlace, forgetHolder, takePlace } from '../places/commands.server.ts';
import { ownPlaceAt, placeHeldBy } from '../places/queries.server.ts';
import { bringReport, correctPresence } from '../presence/commands.server.ts';
import { presenceOfPlace, presenceRead } from '../presence/queries.server.ts';
import { joinLinkOf } from '../queries.server.ts';
import { askInRoom, claimByCode, claimInRoom, closeRoom, confirmInRoom, enterRoom, openRoom } from './commands.server.ts';
import { inRoom, roomOfPass, roomShown } from './queries.server.ts';

const ashby = await school('ashby');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const otherLead = await actor('Ben', ['lead'], await school('brook'));
const ada = actingFor(await person('Ada', ['faculty'], ashby), 'ashby');
const home = '192.0.2.1';

/** An occasion that began so many minutes ago and takes an hour, with the code of its room shown; who registered before. */
async function roomOf({
  names = [] as readonly string[],
  began = 10,
  more = {} as Partial<OccasionDraft>,
  members = [] as readonly Actor[],
} = {}) {
  const id = await published(convener, more);
  const tokens: string[] = [];
  for (const name of names) tokens.push(await registered(id, name));
  for (const member of members) await as(member, (scope) => takePlace(scope, id, { needs: '' }));
  await setBack(id, began);
  await as(convener, (scope) => openRoom(scope, id));
  return { id, tokens };
}
const codeOf = async (id: string) => (await as(convener, (scope) => roomShown(scope, { id })))!.code;
const enter = (code: string, network = home) => as(visitor, (scope) => enterRoom(scope, code, network));
async function passOf(id: string): Promise<string> {
  const entered = await enter(await codeOf(id));
  assert.equal(entered.state, 'here');
  return entered.state === 'here' ? entered.pass : '';
}
const claimed = async (token: string) =>
  as(visitor, async (scope) => {
    const { place } = await placeHeldBy(scope, token);
    return { ...(await inRoom(scope, place.id)), presence: await presenceOfPlace(scope, place.id) };
  });
/** Sets what was noted or shown back in time, as if so many seconds had passed. */
async function later(seconds: number, ...statements: string[]): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  for (const statement of statements) await client.query(statement.replaceAll('$', `interval '${seconds} seconds'`));
  await client.end();
}
/** The code that a room gave so many half minutes ago. */
async function codeBefore(id: string, windows: number): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<{ code: string }>(
    `select letters || room_digits(secret, room_window() - $2::int) as code from occasion_room where occasion_id = $1`,
    [id, windows],
  );
  await client.end();
  return rows[0]!.code;
}

test('who is signed in scans the code and notes their own place, once, however often they press', async () => {
  const { id } = await roomOf({ members: [ada], more: { minimumMinutes: null } });
  const pass = await passOf(id);
  await Promise.all([as(ada, (scope) => claimInRoom(scope, pass)), as(ada, (scope) => claimInRoom(scope, pass))]);
  const read = await as(convener, (scope) => presenceRead(scope, { id }, 1));
  assert.deepEqual(
    read.came.map(({ name, came, minutes, reason }) => [name, came, minutes, reason]),
    [['Ada', true, 0, null]],
  );
  assert.ok(read.came[0]!.firstAt instanceof Date);
  assert.equal(await as(ada, (scope) => ownPlaceAt(scope, id)).then((own) => own?.state), 'confirmed');
});
test('who holds the link of a place types the code on its page; a code of another event says nothing there', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'] });
  const other = await roomOf();
  await assert.rejects(
    as(visitor, async (scope) => claimByCode(scope, tokens[0]!, { code: await codeOfOther(), network: home })),
    { kind: 'conflict', message: /another event/ },
  );
  const code = await codeOf(id);
  assert.equal(await as(visitor, (scope) => claimByCode(scope, tokens[0]!, { code, network: home })), 'noted');
  assert.ok((await claimed(tokens[0]!)).claim);

  function codeOfOther() {
    return codeBefore(other.id, 0);
  }
});
test('a code holds for its half minute and the next one; a minute later it is useless, and says so', async () => {
  const { id } = await roomOf();
  const { msLeft } = (await as(convener, (scope) => roomShown(scope, { id })))!;
  if (msLeft < 1000) await sleep(msLeft); // so that no half minute ends on the way
  assert.equal((await enter(await codeBefore(id, 1))).state, 'here');
  assert.equal((await enter(await codeBefore(id, 2))).state, 'old');
  assert.equal((await enter(await codeBefore(id, 30))).state, 'wrong');
  assert.equal((await enter(await codeBefore(id, -2))).state, 'wrong'); // nor before its time
});
test('a pass holds for a quarter of an hour, and notes one place', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor', 'Sam'] });
  const pass = await passOf(id);
  await as(visitor, (scope) => claimInRoom(scope, pass, tokens[0]!));
  await assert.rejects(
    as(visitor, (scope) => claimInRoom(scope, pass, tokens[1]!)),
    /Scan the code that is shown now/,
  );
  const late = await passOf(id);
  await later(901, `update room_pass set at = at - $ where place_id is null`);
  assert.equal(await as(visitor, (scope) => roomOfPass(scope, late)), null);
  await assert.rejects(
    as(visitor, (scope) => claimInRoom(scope, late, tokens[1]!)),
    { kind: 'conflict' },
  );
  assert.equal((await claimed(tokens[1]!)).claim, null);
});
test('the same code scanned by two at once notes each for themself', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor', 'Sam'] });
  const code = await codeOf(id);
  await Promise.all(tokens.map((token) => as(visitor, (scope) => claimByCode(scope, token, { code, network: home }))));
  for (const token of tokens) assert.ok((await claimed(token)).claim);
});
test('nobody who is not registered gets anything for a code, nor who waits or gave their place back', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor', 'Sam'], more: { capacity: 1 } });
  const elsewhere = await roomOf({ names: ['Tao'] });
  await assert.rejects(
    as(ada, async (scope) => claimInRoom(scope, await passHere())),
    /You have no place here/,
  );
  await assert.rejects(
    as(visitor, async (scope) => claimInRoom(scope, await passHere(), elsewhere.tokens[0]!)),
    /You have no place here/,
  );
  await assert.rejects(
    as(visitor, async (scope) => claimInRoom(scope, await passHere(), tokens[1]!)),
    /waiting list/,
  );
  await as(visitor, (scope) => cancelPlace(scope, tokens[0]!));
  await assert.rejects(
    as(visitor, async (scope) => claimInRoom(scope, await passHere(), tokens[0]!)),
    /You have no place here/,
  );
  assert.equal((await as(convener, (scope) => presenceRead(scope, { id }, 1))).recorded, 0);

  // Drawn with the owner's rights, since one scope is open.
  async function passHere(): Promise<string> {
    const client = new pg.Client(owner);
    await client.connect();
    const pass = `p${Math.random()}`.padEnd(43, 'x');
    await client.query(`insert into room_pass (token_hash, occasion_id) values (encode(sha256(convert_to($1, 'UTF8')), 'hex'), $2)`, [
      pass,
      id,
    ]);
    await client.end();
    return pass;
  }
});
test('one code gives no minutes; the first and the last give those between, which decide where minutes are asked for', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'], began: 62, more: { minimumMinutes: 45 } });
  const note = async () => as(visitor, async (scope) => claimByCode(scope, tokens[0]!, { code: await codeBefore(id, 0), network: home }));
  await note();
  assert.deepEqual((await claimed(tokens[0]!)).presence, { minutes: 0, came: false });
  // As if the first had been at five minutes to, before it began: only the time of the occasion counts.
  await later(4020, `update room_claim set first_at = first_at - $, last_at = last_at - $`);
  await note();
  assert.deepEqual((await claimed(tokens[0]!)).presence, { minutes: 60, came: true });
});
test('a report that is read later joins the codes, and a correction by hand stands before both', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor', 'Sam'], began: 70, more: { minimumMinutes: 45 } });
  for (const token of tokens)
    await as(visitor, async (scope) => claimByCode(scope, token, { code: await codeBefore(id, 0), network: home }));
  const starts = Math.floor(Date.now() / 60_000) * 60 - 70 * 60;
  await later(
    0,
    `update room_claim set first_at = to_timestamp(${starts + 1800}), last_at = to_timestamp(${starts + 3000}) where occasion_id = '${id}'`,
  );
  const joins: [number, number][] = [[starts, starts + 2400]];
  const report = { source: 'zoom' as const, people: [{ name: 'N', mail: mailOf('Noor', id), joins, minutes: 40 }], unread: [] };
  await as(convener, (scope) => bringReport(scope, id, { report, fileName: 'r.csv', timeZone: 'UTC' }));
  assert.deepEqual((await claimed(tokens[0]!)).presence, { minutes: 50, came: true });
  await as(convener, (scope) => correctPresence(scope, id, { mail: mailOf('Sam', id), came: false, minutes: 3, reason: 'Left at once' }));
  await as(visitor, async (scope) => claimByCode(scope, tokens[1]!, { code: await codeBefore(id, 0), network: home }));
  assert.deepEqual((await claimed(tokens[1]!)).presence, { minutes: 3, came: false });
});
test('who is not signed in writes the address they registered with; its owner presses the button of the mail, and the answer is the same for an unknown address', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'] });
  const pass = await passOf(id);
  const asks = (mail: string) => as(visitor, (scope) => askInRoom(scope, pass, mail));
  assert.deepEqual([await asks('stranger@nowhere.example'), await asks(mailOf('Noor', id))], [undefined, undefined]);
  assert.equal((await claimed(tokens[0]!)).claim, null); // the address alone notes nothing
  assert.ok((await claimed(tokens[0]!)).askedAt);
  await as(visitor, (scope) => confirmInRoom(scope, tokens[0]!));
  assert.ok((await claimed(tokens[0]!)).claim);
  await assert.rejects(
    as(visitor, (scope) => confirmInRoom(scope, tokens[0]!)),
    { kind: 'conflict' },
  );
  await asks('one@nowhere.example');
  await assert.rejects(asks('two@nowhere.example'), /Three addresses/);
  const notices = await as(convener, ({ tx }) =>
    tx.selectFrom('occasionNotice').select('kind').where('occasionId', '=', id).where('kind', '=', 'room').execute(),
  );
  assert.equal(notices.length, 1);
});
test('guessing ends after sixty wrong codes from a network; others still come in, and a room under attack takes no second guess', async () => {
  const { id } = await roomOf();
  const code = await codeOf(id);
  const wrong = `${code.slice(0, 3)}AAAAA` === code ? `${code.slice(0, 3)}BBBBB` : `${code.slice(0, 3)}AAAAA`;
  await later(0, `insert into room_try (network, letters) select '198.51.100.1', 'ZZZ' from generate_series(1, 58)`);
  for (let tries = 0; tries < 2; tries++) assert.equal((await enter(wrong, '198.51.100.1')).state, 'wrong');
  assert.equal((await enter(await codeBefore(id, 0), '198.51.100.1')).state, 'wait');
  assert.equal((await enter(await codeBefore(id, 0), '198.51.100.2')).state, 'here');
  await later(0, `insert into room_try (network, letters) select 'net ' || n, '${code.slice(0, 3)}' from generate_series(1, 300) n`);
  assert.equal((await enter(await codeBefore(id, 0), '198.51.100.3')).state, 'here');
  assert.equal((await enter(wrong, '198.51.100.3')).state, 'wrong');
  assert.equal((await enter(await codeBefore(id, 0), '198.51.100.3')).state, 'wait');
});
test('a code counts from half an hour before until half an hour after, and not once it is closed; a new opening ends the codes of before', async () => {
  const early = await roomOf({ began: -40 });
  assert.equal((await enter(await codeBefore(early.id, 0))).state, 'wrong');
  const over = await roomOf({ began: 95 });
  assert.equal((await enter(await codeBefore(over.id, 0))).state, 'wrong');
  const { id } = await roomOf();
  const before = await codeBefore(id, 0);
  await as(convener, (scope) => openRoom(scope, id));
  assert.notEqual(await codeBefore(id, 0), before);
  assert.equal((await enter(before)).state, 'wrong');
  const code = await codeBefore(id, 0);
  await as(convener, (scope) => closeRoom(scope, id));
  assert.equal(await as(convener, (scope) => roomShown(scope, { id })), null);
  assert.equal((await enter(code)).state, 'wrong');
});
test('for who does not run an occasion its room does not exist, nor its secret, nor who was there', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'], more: { bySchoolId: ashby.id } });
  await as(visitor, async (scope) => claimByCode(scope, tokens[0]!, { code: await codeBefore(id, 0), network: home }));
  assert.ok(await as(lead, (scope) => roomShown(scope, { id })));
  for (const who of [visitor, ada, otherLead]) {
    assert.equal(await as(who, (scope) => roomShown(scope, { id })), null);
    await assert.rejects(
      as(who, (scope) => openRoom(scope, id)),
      { kind: 'forbidden' },
    );
    for (const table of ['occasionRoom', 'roomClaim', 'roomAsk'] as const)
      assert.deepEqual(await as(who, ({ tx }) => tx.selectFrom(table).selectAll().where('occasionId', '=', id).execute()), []);
  }
  for (const table of ['roomPass', 'roomTry'] as const)
    await assert.rejects(
      as(convener, ({ tx }) => tx.selectFrom(table).selectAll().execute()),
      /permission denied/,
    );
});
test('nobody writes by hand that they were in a room, and a code opens no link to join: the database refuses', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'] });
  const now = new Date();
  await assert.rejects(
    as(visitor, async (scope) => {
      const { place } = await placeHeldBy(scope, tokens[0]!);
      await scope.tx
        .insertInto('roomClaim')
        .values({ placeId: place.id, occasionId: id, firstAt: now, lastAt: now, how: 'link' })
        .execute();
    }),
    /permission denied/,
  );
  const entered = await enter(await codeBefore(id, 0));
  assert.equal(entered.state, 'here');
  await as(visitor, async (scope) => {
    if (entered.state === 'here') await roomOfPass(scope, entered.pass);
    assert.equal(await joinLinkOf(scope, id), null);
  });
});
test('who is forgotten is asked nothing any more, and what was noted says no name', async () => {
  const { id, tokens } = await roomOf({ names: ['Noor'] });
  const pass = await passOf(id);
  await as(visitor, (scope) => askInRoom(scope, pass, mailOf('Noor', id)));
  await as(visitor, (scope) => forgetHolder(scope, tokens[0]!));
  assert.equal((await claimed(tokens[0]!)).askedAt, null);
});

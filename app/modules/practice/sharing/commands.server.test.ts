import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import { type Actor, operator } from '#app/platform/actor.ts';
import { Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, person, school } from '../../../../tests/people.ts';
import { deleteEntry, deleteLog, keepLog, noteConversation } from '../log/commands.server.ts';
import type { Said } from '../log/entry.ts';
import { endShare, lookAtShare, share } from './commands.server.ts';
import { ownShares, sharedWithMe } from './queries.server.ts';
import type { Includable } from './schema.ts';

const now = new Date();
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const ashby = await school('ashby');
const kit = await actor('Kit', ['student'], ashby);
const adaMember = await person('Ada', ['faculty'], ashby);
const ada: Actor = { kind: 'person', personId: adaMember.personId, name: 'Ada', school: null, roles: [] };
const lead = await actor('Rena', ['lead'], ashby);
await as(kit, (scope) => keepLog(scope, { school: ashby.id, graduates: 2028, counts: false }));

const said: Said = {
  ...{ kind: 'real', month: '2026-03', rotation: 'Internal Medicine', part: 'led', competencies: [], debriefed: null },
  ...{ goal: '', selfWords: 'The first one', selfScale: 'near', next: '' },
};
async function note(words: string): Promise<string> {
  const id = v7();
  await as(kit, (scope) => noteConversation(scope, { id, said: { ...said, selfWords: words }, nobodys: [], asGoal: false }));
  return id;
}
const shown = async (entry: string | null, includes: Includable[] = ['entries'], until = day(30)) => {
  const id = v7();
  await as(kit, (scope) => share(scope, { id, entry, mail: 'ada@ashby.example', until, includes }, now));
  return id;
};
const missing = (error: unknown) => error instanceof Problem && error.kind === 'missing';
const looksOf = async (id: string) => (await as(kit, ownShares)).find((each) => each.id === id)!.looks;

test('the reader of one shared entry reads it, sees no other, and the student sees who looked', async () => {
  const entry = await note('The one that is shown');
  await note('Another one');
  const id = await shown(entry);
  const seen = await as(ada, (scope) => lookAtShare(scope, id));
  assert.deepEqual(
    seen.entries.map(({ selfWords }) => selfWords),
    ['The one that is shown'],
  );
  assert.equal(seen.student, 'Kit');
  assert.deepEqual(
    (await looksOf(id)).map(({ byName }) => byName),
    ['Ada'],
  );
  await as(ada, async ({ tx }) => {
    for (const table of ['practiceEntry', 'practiceShare', 'practiceLook', 'practiceLog'] as const)
      assert.deepEqual(await tx.selectFrom(table).selectAll().execute(), [], table);
  });
});

test('nobody but its reader opens a share, not whoever leads, convenes or holds the machine, and they leave no look', async () => {
  const id = await shown(null);
  for (const who of [lead, kit, operator(), await actor('Ines', ['convener']), await actor('Zed', ['faculty'], ashby)])
    await assert.rejects(
      as(who, (scope) => lookAtShare(scope, id)),
      (error) => error instanceof Problem,
    );
  assert.deepEqual(await looksOf(id), []);
  assert.deepEqual(await as(lead, sharedWithMe), []);
});

test('reading leaves a look that its reader can neither leave out, add, change nor take away', async () => {
  const id = await shown(null);
  await as(ada, (scope) => lookAtShare(scope, id));
  await as(ada, (scope) => lookAtShare(scope, id));
  assert.equal((await looksOf(id)).length, 2);
  for (const act of [
    sql`delete from practice_look`,
    sql`update practice_look set by_name = 'Nobody'`,
    sql`insert into practice_look (person_id, share_id, by_name) values (${kit.personId}, ${id}, 'Somebody')`,
  ]) {
    await assert.rejects(
      as(ada, ({ tx }) => act.execute(tx)),
      /permission denied/,
    );
    await assert.rejects(
      as(kit, ({ tx }) => act.execute(tx)),
      /permission denied/,
    );
  }
  // In a transaction that may not write, nothing is answered either.
  await assert.rejects(
    as(ada, async ({ tx }) => {
      await sql`set transaction read only`.execute(tx);
      await sql`select look_at_share(${id})`.execute(tx);
    }),
    /read-only transaction/,
  );
});

test('a share that was ended, or whose day is over, opens nothing', async () => {
  const id = await shown(null);
  await as(kit, (scope) => endShare(scope, id));
  await assert.rejects(
    as(ada, (scope) => lookAtShare(scope, id)),
    missing,
  );
  const over = await shown(null);
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`update practice_share set made_at = now() - interval '9 days', ends_at = now() - interval '1 second' where id = $1`, [
    over,
  ]);
  await client.end();
  await assert.rejects(
    as(ada, (scope) => lookAtShare(scope, over)),
    missing,
  );
  const listed = (await as(ada, sharedWithMe)).map((each) => each.id);
  assert.ok(!listed.includes(id) && !listed.includes(over));
  assert.deepEqual(await looksOf(over), []);
});

test('of growth alone the reader sees the scale and the month, and no word that was written', async () => {
  await note('Words of mine');
  const growth = await shown(null, ['growth']);
  const { entries } = await as(ada, (scope) => lookAtShare(scope, growth));
  assert.ok(entries.length > 0);
  for (const { selfWords, rotation, selfScale, month } of entries)
    assert.deepEqual([selfWords, rotation, selfScale, month], ['', '', 'near', '2026-03']);
});

test('a share names one member by the exact address, not oneself, and ends within a year', async () => {
  const tried = (change: object) =>
    as(kit, (scope) =>
      share(scope, { id: v7(), entry: null, mail: 'ada@ashby.example', until: day(10), includes: ['entries'], ...change }, now),
    );
  const invalid = (error: unknown) => error instanceof Problem && error.kind === 'invalid';
  for (const mail of ['ad@ashby.example', 'kit@ashby.example']) assert.deepEqual(await tried({ mail }), { outcome: 'nobody' });
  await assert.rejects(tried({ until: day(-3) }), invalid);
  await assert.rejects(tried({ until: day(380) }), invalid);
  assert.deepEqual(await tried({ mail: 'ADA@ashby.example' }), { outcome: 'shown', reader: { name: 'Ada', mail: 'ADA@ashby.example' } });
  const id = v7();
  assert.equal((await tried({ id })).outcome, 'shown');
  assert.equal((await tried({ id })).outcome, 'again', 'sent twice, it is one share and one mail');
});

test('who guesses addresses learns of twenty in a day whether somebody here has them, and of no more', async () => {
  const eli = await actor('Eli', ['student'], ashby);
  await as(eli, (scope) => keepLog(scope, { school: ashby.id, graduates: 2028, counts: false }));
  const tried = async (mail: string) =>
    (await as(eli, (scope) => share(scope, { id: v7(), entry: null, mail, until: day(10), includes: ['entries'] }, now))).outcome;
  for (let at = 0; at < 20; at++) assert.equal(await tried(`guess${at}@ashby.example`), 'nobody');
  for (const mail of ['guess@ashby.example', 'ada@ashby.example']) assert.equal(await tried(mail), 'wait');
  // Nobody reads or takes back what was counted, and it is of one person alone.
  for (const act of [sql`delete from practice_reader_ask`, sql`select from practice_reader_ask`])
    await assert.rejects(
      as(eli, ({ tx }) => act.execute(tx)),
      /permission denied/,
    );
  await shown(null);
});

test('deleting an entry, or the log, ends what was shared of it', async () => {
  const entry = await note('Gone soon');
  const id = await shown(entry);
  await as(kit, (scope) => deleteEntry(scope, entry));
  await assert.rejects(
    as(ada, (scope) => lookAtShare(scope, id)),
    missing,
  );
  const whole = await shown(null);
  await as(ada, (scope) => lookAtShare(scope, whole));
  await as(kit, deleteLog);
  await assert.rejects(
    as(ada, (scope) => lookAtShare(scope, whole)),
    missing,
  );
  assert.deepEqual(await as(ada, sharedWithMe), []);
});

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { sql } from 'kysely';
import * as z from 'zod';
import { visitor } from '#app/platform/actor.ts';
import { database } from '#app/platform/db.server.ts';
import { keepStream, placeFile } from '#app/platform/files.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, school } from './people.ts';

test('without a scope the pool sees nothing', async () => {
  const { kysely } = await database();
  await assert.rejects(kysely.selectFrom('school').selectAll().execute(), /permission denied/);
});
test('who is asking ends with the transaction, also when it fails', async () => {
  const ashby = await school('ashby');
  const lead = await actor('Ada', ['lead'], ashby);
  await as(lead, async () => undefined);
  await assert.rejects(as(lead, () => Promise.reject(new Error('broken'))));
  const { kysely } = await database();
  const { rows } = await sql<{ who: string | null }>`select nullif(current_setting('concord.person', true), '') as who`.execute(kysely);
  assert.deepEqual(rows, [{ who: null }]);
});
test('not even injected SQL leaves a scope for the owner', async () => {
  await assert.rejects(
    as(visitor, async ({ tx }) => {
      await sql`reset role`.execute(tx);
      await sql`select * from session`.execute(tx);
    }),
    /permission denied/,
  );
  await assert.rejects(
    as(visitor, ({ tx }) => sql`set role postgres`.execute(tx)),
    /permission denied/,
  );
});
test('a scope inside a scope is refused', async () => {
  await assert.rejects(
    as(visitor, () => as(visitor, async () => undefined)),
    /inside a scope/,
  );
});
test('mail, files and jobs are refused inside a scope, where they would keep others waiting', async () => {
  const job: Job = { name: 'nothing', schema: z.unknown(), run: async () => undefined };
  const slow: (() => Promise<unknown>)[] = [
    () => sendMail({ to: 'ada@ashby.example', subject: 'x', text: 'x' }),
    () => keepStream(Readable.from(['x']), 10),
    () => placeFile({ temporary: 'x', bytes: 1, sha256: 'x' }, 'x', 'x'),
    () => enqueue(job, null),
  ];
  for (const work of slow) await assert.rejects(as(visitor, work), /inside a scope/);
  await enqueue(job, null);
});
test('sign-in reads people and sessions but nothing that a school teaches', async () => {
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('activity').selectAll().execute()),
    /permission denied/,
  );
});
test('a visitor reads the schools and no person', async () => {
  const found = await as(visitor, async ({ tx }) => ({
    schools: await tx.selectFrom('school').select('slug').where('isMember', '=', true).execute(),
    people: await tx.selectFrom('person').selectAll().execute(),
    roles: await tx.selectFrom('schoolRole').selectAll().execute(),
  }));
  assert.equal(found.schools.length, 4);
  assert.deepEqual([found.people, found.roles], [[], []]);
});
test('events are added and never changed', async () => {
  const lead = await actor('Cleo', ['convener']);
  for (const change of [sql`update collaborative_event set verb = 'x'`, sql`delete from collaborative_event`])
    await assert.rejects(
      as(lead, ({ tx }) => change.execute(tx)),
      /permission denied/,
    );
});
test('whoever keeps a row of their own changes what is theirs to say, and nothing else of it', async () => {
  const brook = await school('brook');
  const lead = await actor('Wei', ['lead'], brook);
  await as(lead, async ({ tx }) => {
    await tx.updateTable('person').set({ name: 'Wei S.' }).execute();
    await tx.updateTable('school').set({ classSize: 54 }).execute();
  });
  const beyond = [
    sql`update person set mail = 'somebody@else.example'`,
    sql`update person set is_sample = not is_sample`,
    sql`update school set slug = 'harvard-2'`,
    sql`update school set is_sample = not is_sample`,
    sql`update school set is_member = not is_member, name = 'Brook'`,
  ];
  for (const change of beyond)
    await assert.rejects(
      as(lead, ({ tx }) => change.execute(tx)),
      /only .* may be changed/,
    );
});
test('an event names whoever acts, and nobody else', async () => {
  const cedar = await school('cedar');
  const lead = await actor('Lia', ['lead'], cedar);
  const other = await actor('Moe', ['lead'], cedar);
  const event = { actor: 'person' as const, personId: other.personId, verb: 'accept', subject: 'hit', subjectId: null };
  await assert.rejects(
    as(lead, ({ tx }) =>
      tx
        .insertInto('schoolEvent')
        .values({ schoolId: cedar.id, ...event })
        .execute(),
    ),
    /row-level security/,
  );
  await assert.rejects(
    as(lead, ({ tx }) => tx.insertInto('collaborativeEvent').values(event).execute()),
    /row-level security/,
  );
});

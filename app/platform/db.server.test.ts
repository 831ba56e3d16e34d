import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { owner, url } from '../../tests/people.ts';
import { visitor } from './actor.ts';
import { closeDatabase, database } from './db.server.ts';
import { startJobs, stopJobs } from './jobs.server.ts';
import { as } from './scope.server.ts';

test('with the owner’s address alone Concord makes its own login role, and keeps its password to itself', async () => {
  delete process.env.DATABASE_APP_URL;
  await closeDatabase();
  const { kysely } = await database();
  const { rows } = await sql<{
    name: string;
    super: boolean;
  }>`select session_user as name, (select rolsuper from pg_roles where rolname = session_user) as super`.execute(kysely);
  assert.match(rows[0]!.name, /^test_\w+_login$/);
  assert.equal(rows[0]!.super, false);
  assert.equal(statSync(join(process.env.DATA_DIR!, 'login-password')).mode & 0o777, 0o600);
  const role = rows[0]!.name;
  await closeDatabase();
  const again = await database();
  assert.equal((await sql<{ name: string }>`select session_user as name`.execute(again.kysely)).rows[0]!.name, role);
  const { owner } = again;
  await closeDatabase();
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`drop owned by ${role}; drop role ${role}`);
  await client.end();
});
test('an address where no PostgreSQL answers says so', async () => {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';
  await closeDatabase();
  await assert.rejects(database(), /ECONNREFUSED/);
  process.env.DATABASE_URL = before;
});

async function asOwner(...texts: string[]): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  for (const text of texts) await client.query(text);
  await client.end();
}

test('an owner that is no superuser is enough: Concord migrates, makes its login role, and starts its jobs', async () => {
  const name = `plain_${process.pid}`;
  await asOwner(`create role ${name} login createrole password 'plain'`, `create database ${name} owner ${name}`);
  await asOwner(`grant concord_app, concord_system to ${name} with admin option`); // made by the test run's own owner
  const before = process.env.DATABASE_URL;
  const plain = new URL(url.replace(/\/test_\w+\?/, `/${name}?`));
  plain.username = name;
  plain.password = 'plain';
  process.env.DATABASE_URL = plain.href;
  delete process.env.DATABASE_APP_URL;
  await closeDatabase();
  const { kysely } = await database();
  assert.equal((await sql<{ name: string }>`select session_user as name`.execute(kysely)).rows[0]!.name, `${name}_login`);
  assert.equal((await as(visitor, ({ tx }) => tx.selectFrom('school').select('slug').execute())).length, 4);
  await startJobs([]);
  await stopJobs();
  await closeDatabase();
  process.env.DATABASE_URL = before;
  await asOwner(`drop database ${name} with (force)`, `drop owned by ${name}_login`, `drop role ${name}_login`);
});
test('a login role with powers of its own is refused, with how to take them away', async () => {
  const name = `strong_${process.pid}`;
  await asOwner(`create role ${name} login inherit createdb password 'strong'`);
  const strong = new URL(url);
  strong.username = name;
  strong.password = 'strong';
  process.env.DATABASE_APP_URL = strong.href;
  await closeDatabase();
  await assert.rejects(database(), /DATABASE_APP_URL names the role strong_\d+.*noinherit/);
  await asOwner(`drop role ${name}`);
});

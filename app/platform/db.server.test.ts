import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import '../../tests/people.ts';
import { closeDatabase, database } from './db.server.ts';

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

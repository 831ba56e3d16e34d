import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { owner, url } from '../../tests/people.ts';
import { migrate, migrationsIn } from './migrate.server.ts';

async function emptyDatabase(name: string): Promise<pg.PoolConfig> {
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return { connectionString: url.replace(/\/test_\w+\?/, `/${name}?`) };
}
async function rows(database: pg.PoolConfig, text: string) {
  const client = new pg.Client(database);
  await client.connect();
  const answer = await client.query(text);
  await client.end();
  return answer.rows;
}

test('a migrated database is left alone', async () => {
  assert.deepEqual(await migrate(owner), []);
});
test('three processes starting at once migrate an empty database once', async () => {
  const empty = await emptyDatabase('empty_at_once');
  const ran = await Promise.all([migrate(empty), migrate(empty), migrate(empty)]);
  assert.deepEqual(
    ran.flat().sort(),
    migrationsIn().map(({ name }) => name),
  );
});
test('a broken file is undone whole and named, and those before it stay', async () => {
  const empty = await emptyDatabase('empty_broken');
  const good = { name: '0001_good.sql', sql: 'create table good (id int)' };
  const broken = { name: '0002_broken.sql', sql: 'create table half (id int); select nothing from nowhere' };
  await assert.rejects(migrate(empty, [good, broken]), /migrations\/0002_broken\.sql: relation "nowhere" does not exist/);
  assert.deepEqual(await rows(empty, 'select name from migration'), [{ name: '0001_good.sql' }]);
  assert.deepEqual(await rows(empty, `select to_regclass('half') as half`), [{ half: null }]);
});
test('a file that was changed after it ran is refused', async () => {
  const changed = migrationsIn().map((each, i) => (i ? each : { ...each, sql: `${each.sql}\n-- later` }));
  await assert.rejects(migrate(owner, changed), /0001_platform_borders\.sql was changed after it ran/);
});
test('a database of a newer Concord is refused', async () => {
  await assert.rejects(migrate(owner, migrationsIn().slice(0, -1)), /newer than this Concord/);
});

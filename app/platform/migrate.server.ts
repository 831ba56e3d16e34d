import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** One step of the schema: a file's name and its SQL. */
export type Migration = { readonly name: string; readonly sql: string };

/** The numbered files of `migrations/`, in order. The folder stands beside package.json, where every command runs. */
export function migrationsIn(folder = 'migrations'): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Brings a database up to date: under an advisory lock, each file once in a transaction of its own, with its checksum kept.
 * Refuses when a file that ran was changed since, or when the database is newer than this program.
 */
export async function migrate(owner: pg.PoolConfig, migrations: readonly Migration[] = migrationsIn()): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const ran: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(hashtext('concord migrations'))`);
    await groupRoles(client);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    const unknown = rows.filter((row) => !migrations.some(({ name }) => name === row.name));
    if (unknown.length)
      throw new Error(`This database is newer than this Concord: it has run ${unknown[0]!.name}. Start the newer version.`);
    for (const { name, sql } of migrations) {
      const checksum = createHash('sha256').update(sql).digest('hex');
      if (done.has(name)) {
        if (done.get(name) !== checksum)
          throw new Error(`migrations/${name} was changed after it ran here. Put it back and write a new file.`);
        continue;
      }
      await inTransaction(client, async () => {
        await client.query(sql);
        await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
      }).catch((error: Error) => {
        throw new Error(`migrations/${name}: ${error.message}`, { cause: error });
      });
      ran.push(name);
    }
    return ran;
  } finally {
    await client.end(); // also frees the lock
  }
}

/** Roles belong to the whole server, so another database may have made them already, even at this moment. */
async function groupRoles(client: pg.Client) {
  for (const role of ['concord_app', 'concord_system']) {
    await client.query(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`);
  }
  await client.query('grant usage on schema public to concord_app, concord_system');
  // pg-boss keeps its own tables in a schema that only the system may enter.
  const { rowCount } = await client.query(`select from pg_namespace where nspname = 'pgboss'`);
  if (!rowCount) {
    await client.query('grant concord_system to current_user').catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error;
      throw new Error(
        'Another Concord on this server made the roles concord_app and concord_system, and this owner may not give them on. ' +
          'Have a superuser run: grant concord_app, concord_system to OWNER with admin option',
      );
    });
    await client.query('create schema pgboss authorization concord_system');
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>) {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

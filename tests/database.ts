import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { closeDatabase } from '#app/platform/db.server.ts';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';

/** One server with a migrated template database; `env` is what every test process needs to copy it. */
export type TestServer = { name: string; env: Record<string, string>; stop(): Promise<void> };

/** The servers that data tests run on: our own, and after it the machine's where it has one of another version. Started once a run. */
export async function servers(): Promise<TestServer[]> {
  const own = await templateServer();
  const other = await templateServer({ project: 'file:///nowhere/' }).catch(() => null);
  return other ? [own, other] : [own];
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-test-'));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  return folder;
}

async function templateServer(machine: { project?: string } = {}): Promise<TestServer> {
  const folder = temporary();
  const server = await startEmbedded(folder, machine);
  const password = randomBytes(12).toString('hex');
  // What a test writes need not outlive the machine.
  await query(server.config, 'alter system set fsync = off');
  await query(server.config, 'select pg_reload_conf()');
  await query(server.config, 'create database concord_template');
  await migrate({ ...server.config, database: 'concord_template' });
  await query(server.config, `create role concord_test_login login noinherit password '${password}' in role concord_app, concord_system`);
  const { host, port, user } = server.config;
  const address = (login: string, secret: string) =>
    `postgres://${login}:${encodeURIComponent(secret)}@localhost:${port ?? 5432}/postgres?host=${encodeURIComponent(String(host))}`;
  const [version] = server.version.split(' ');
  return {
    name: `PostgreSQL ${version}`,
    env: {
      CONCORD_TEST_OWNER: address(String(user), String(server.config.password)),
      CONCORD_TEST_LOGIN: address('concord_test_login', password),
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Gives this test file a database and a data folder of its own, copied from the run's template (0.1 s), and takes them away afterwards.
 * Outside a run (`node --test one-file`) it starts a server for itself.
 */
export async function freshDatabase(): Promise<{ owner: pg.PoolConfig; url: string }> {
  const server = process.env.CONCORD_TEST_OWNER ? undefined : await templateServer();
  const env = { ...process.env, ...server?.env };
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const owner = { connectionString: env.CONCORD_TEST_OWNER! };
  await query(owner, `create database ${name} template concord_template strategy file_copy`);
  const url = env.CONCORD_TEST_OWNER!.replace('/postgres?', `/${name}?`);
  process.env.DATABASE_URL = url;
  process.env.DATABASE_APP_URL = env.CONCORD_TEST_LOGIN!.replace('/postgres?', `/${name}?`);
  process.env.DATA_DIR = temporary();
  after(async () => {
    await closeDatabase();
    await query(owner, `drop database if exists ${name} with (force)`);
    await server?.stop();
    rmSync(process.env.DATA_DIR!, { recursive: true, force: true });
  });
  return { owner: { connectionString: url }, url };
}

async function query(settings: pg.PoolConfig, text: string): Promise<void> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

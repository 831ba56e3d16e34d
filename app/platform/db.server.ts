import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { config } from './config.server.ts';
import { type Embedded, startEmbedded } from './embedded-postgres.server.ts';
import { logFault, say } from './log.server.ts';
import { migrate } from './migrate.server.ts';
import type { Tables } from './tables.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number); // counts; none of ours passes 2^53
pg.types.setTypeParser(pg.types.builtins.DATE, String); // a day is a day in every time zone

/** The database of this process. */
export type Database = {
  readonly kysely: Kysely<Tables>;
  /** Connection settings of the login role, for what needs a connection of its own (listening, jobs). */
  readonly login: pg.PoolConfig;
  /** Connection settings of the owner: migrations, tests and generated types only. */
  readonly owner: pg.PoolConfig;
  readonly version: string;
  readonly notes: readonly string[];
};

let opened: Promise<Database & { close(): Promise<void> }> | undefined;

/** The one database of this process, opened and migrated at first use. */
export function database(): Promise<Database> {
  opened ??= open().catch((error) => {
    opened = undefined; // the next one who asks tries again
    throw error;
  });
  return opened;
}

/** Ends every connection, and the embedded server if this process started it. */
export async function closeDatabase(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await (await closing)?.close();
}

async function open() {
  const { databaseUrl, databaseAppUrl, dataDir } = config();
  const embedded = databaseUrl ? undefined : await startEmbedded(dataDir);
  const owner: pg.PoolConfig = embedded ? await concordDatabase(embedded) : { connectionString: databaseUrl };
  const version = await serverVersion(owner);
  await migrate(owner);
  const login = await loginRole(owner, databaseAppUrl, dataDir);
  const pool = new pg.Pool({ ...login, max: 12, application_name: 'concord', statement_timeout: 60_000, idleTimeoutMillis: 60_000 });
  let isClosing = false;
  pool.on('error', (error) => isClosing || logFault('database-connection', error));
  // A connection in use has no listener of the pool's: its loss would end this process, although the query that waits on it is told as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  if (embedded) keepRunning(embedded, () => isClosing);
  async function close() {
    isClosing = true;
    await kysely.destroy();
    await current?.stop();
  }
  return { kysely, login, owner, version, notes: embedded?.notes ?? [], close };
}

let current: Embedded | undefined;
/** How long whoever only joined a server leaves it to the process that started it to start it again, in milliseconds. */
const startersTurn = 3_000;
/**
 * Starts the embedded server again when it ends without our asking; the pool reconnects to the same socket. Whoever started it comes first: a command that
 * was quicker would end it with itself, under the host.
 */
function keepRunning(embedded: Embedded, isClosing: () => boolean) {
  current = embedded;
  embedded.exited.then(async () => {
    if (embedded.isAdopted) await sleep(startersTurn, undefined, { ref: false });
    if (isClosing()) return;
    say('PostgreSQL ended; starting it again.');
    for (let wait = 100; !isClosing(); wait = Math.min(wait * 2, 5_000)) {
      try {
        return keepRunning(await startEmbedded(config().dataDir), isClosing);
      } catch (error) {
        logFault('database-restart', error);
        await sleep(wait);
      }
    }
  });
}

async function concordDatabase(embedded: Embedded): Promise<pg.PoolConfig> {
  const client = new pg.Client(embedded.config);
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'concord'`);
    if (!rowCount) await client.query('create database concord').catch(unlessExists);
  } finally {
    await client.end();
  }
  return { ...embedded.config, database: 'concord' };
}

function unlessExists(error: unknown) {
  const code = (error as { code?: string }).code;
  if (code !== '42P04' && code !== '23505') throw error;
}

async function serverVersion(owner: pg.PoolConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect().catch((error: Error) => {
    const remedy = owner.connectionString
      ? 'Check the address and the password in DATABASE_URL, or leave it out.'
      : 'See the log in the data folder.';
    throw new Error(`PostgreSQL does not answer (${error.message}). ${remedy}`, { cause: error });
  });
  const { rows } = await client.query<{ number: string; text: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as text`,
  );
  await client.end();
  if (Number(rows[0]!.number) < 150_000)
    throw new Error(
      `Concord needs PostgreSQL 15 or newer; DATABASE_URL names version ${rows[0]!.text}. Name another server, or leave DATABASE_URL out.`,
    );
  return rows[0]!.text;
}

/**
 * The role that the pool logs in as: neither superuser nor owner, and without rights of its own (`noinherit`), so that not even
 * `reset role` leaves a scope. Made here, or named by DATABASE_APP_URL.
 */
async function loginRole(owner: pg.PoolConfig, appUrl: string | undefined, dataDir: string): Promise<pg.PoolConfig> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    if (appUrl) {
      const user = decodeURIComponent(new URL(appUrl).username);
      await refuseStrongRole(client, user, 'DATABASE_APP_URL names');
      await client.query(`grant concord_app, concord_system to ${client.escapeIdentifier(user)}`);
      return { connectionString: appUrl };
    }
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    const user = `${rows[0]!.name.slice(0, 50)}_login`;
    const password = keptPassword(dataDir);
    const role = client.escapeIdentifier(user);
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('concord login'))`);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [user]);
    // An owner that is no superuser may not even say `nosuperuser`; what a new role is by default is enough, and is looked at.
    if (!rowCount) await client.query(`create role ${role}`);
    await client.query(`alter role ${role} login noinherit password ${client.escapeLiteral(password)}`);
    await refuseStrongRole(client, user, 'On this server there is');
    await client.query(`grant concord_app, concord_system to ${role}`);
    await client.query(`grant connect on database ${client.escapeIdentifier(rows[0]!.name)} to ${role}`);
    await client.query('commit');
    const { connectionString, ...rest } = owner;
    if (!connectionString) return { ...rest, user, password };
    const url = new URL(connectionString);
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
    return { connectionString: url.href };
  } finally {
    await client.end();
  }
}

/** A login with powers of its own would make the borders worth nothing. */
async function refuseStrongRole(client: pg.Client, user: string, how: string): Promise<void> {
  const { rows } = await client.query<{ isWeak: boolean }>(
    `select not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit)
       and not exists (select from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) as "isWeak" from pg_roles r where rolname = $1`,
    [user],
  );
  if (!rows[0]?.isWeak)
    throw new Error(
      `${how} the role ${user}, and Concord logs in only as a role without powers of its own. Make it one: alter role ${client.escapeIdentifier(user)} noinherit nosuperuser nobypassrls nocreaterole nocreatedb; it must not own Concord's tables either.`,
    );
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'login-password');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

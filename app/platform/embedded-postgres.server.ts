import { existsSync, mkdirSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, give, giveAll } from './postgres-account.server.ts';
import { binariesFor, chooseBinaries } from './postgres-binaries.server.ts';
import {
  assertOwnSocket,
  type Cluster,
  isServerOf,
  majorOf,
  makeCluster,
  makeSocketFolder,
  passwordOf,
  readPidFile,
} from './postgres-cluster.server.ts';
import { type Machine, notesOn, type Place, possibleClusters, settle } from './postgres-place.server.ts';
import { startServer } from './postgres-process.server.ts';

/**
 * Concord's own PostgreSQL, running. `config` connects as the superuser `postgres` through a private socket. `isAdopted`: another process started
 * it and will stop it. `exited` resolves when the server is gone for whatever reason: start again then. `stop` closes what this process began, and
 * may be called twice. `notes` are sentences for the person who started Concord.
 */
export type Embedded = {
  isAdopted: boolean;
  pid: number;
  version: string;
  folder: string;
  notes: string[];
  config: pg.PoolConfig;
  exited: Promise<void>;
  stop: () => Promise<void>;
};

const thisMachine: Machine = {
  project: import.meta.url,
  path: process.env.PATH ?? '',
  installed: ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql@*/bin', '/usr/local/opt/postgresql@*/bin'],
  accounts: ['postgres', 'node', 'nobody'],
  mayUseNamespace: true,
  elsewhere: '/var/lib/concord',
  temporary: '/tmp',
};

/** How long another process may take to start, stop or vanish before we say so, in milliseconds. */
const patience = 60_000;

/**
 * Runs PostgreSQL on the database in `<dataDir>/postgres`, which is made when it is not there, or joins the server that already runs on it.
 * Any number of processes may call it at once: one starts the server, the others join. Throws an Error whose message says what to do.
 */
export async function startEmbedded(dataDir: string, options: Partial<Machine> = {}): Promise<Embedded> {
  if (process.platform === 'win32')
    throw new Error('Concord does not run its own PostgreSQL on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer.');
  try {
    mkdirSync(dataDir, { recursive: true });
    return await startIn(realpathSync(dataDir), { ...thisMachine, ...options });
  } catch (error) {
    throw explained(error, dataDir);
  }
}

async function startIn(dataDir: string, machine: Machine): Promise<Embedded> {
  const deadline = Date.now() + patience;
  for (;;) {
    const made = possibleClusters(dataDir, machine).find((cluster) => majorOf(cluster) !== undefined);
    const joined = made && (await joinServer(made));
    if (joined) return { ...joined, notes: notesOn(dataDir, made) };
    if (made && isOthersBusy(made, deadline)) {
      await sleep(50);
      continue;
    }
    const place = settle(dataDir, machine, made);
    const started = await startAt(place, machine);
    if (typeof started !== 'string') return { ...started, notes: notesOn(dataDir, place.cluster, place.account) };
    // Another process was quicker, or the last remains of a killed server are still going.
    const isPassing = /lock file ".*" already exists|pre-existing shared memory block/.test(started);
    if (!isPassing || Date.now() > deadline) throw new Error(`PostgreSQL ended at its start. It said: ${started.slice(-2000)}`);
    await sleep(100);
  }
}

function isOthersBusy(cluster: Cluster, deadline: number): boolean {
  const note = readPidFile(cluster);
  if (!note || !isServerOf(note.pid, cluster)) return false;
  if (note.status === 'starting' || Date.now() < deadline) return true;
  throw new Error(
    `PostgreSQL (process ${note.pid}) runs on ${cluster.folder} and does not answer. Stop that process, or read ${cluster.log}.`,
  );
}

async function startAt({ cluster, account }: Place, machine: Machine): Promise<Omit<Embedded, 'notes'> | string> {
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 });
  give(cluster.folder, account);
  const major = majorOf(cluster);
  const binaries = binariesFor(account, chooseBinaries(machine, major), cluster.folder);
  if (major === undefined) makeCluster(cluster, account, binaries);
  else moveTo(account, cluster);
  makeSocketFolder(cluster, account);
  const server = await startServer(cluster, account, binaries);
  if (typeof server === 'string') return server;
  const config = configFor(cluster);
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => {});
  try {
    const version = await versionOf(pool);
    return { isAdopted: false, ...server, version, folder: cluster.folder, config };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await pool.end();
  }
}

/** A database that another account ran before, when folders were moved or closed since. */
function moveTo(account: Account, cluster: Cluster): void {
  const owner = statSync(cluster.data).uid;
  if (owner === account.uid) return;
  assertOwnSocket(cluster, owner);
  giveAll(cluster.folder, account);
  if (existsSync(cluster.socket)) giveAll(cluster.socket, account);
}

/** Joins the server of this database where one is ready. One connection stays open: its end tells that the server is gone. */
async function joinServer(cluster: Cluster): Promise<Omit<Embedded, 'notes'> | undefined> {
  assertOwnSocket(cluster, statSync(cluster.data).uid);
  const note = readPidFile(cluster);
  if (note?.status !== 'ready') return undefined;
  const config = configFor(cluster);
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000, allowExitOnIdle: true });
  pool.on('error', () => {});
  const exited = new Promise<void>((resolve) => pool.once('remove', () => resolve()));
  const version = await versionOf(pool).catch(() => undefined);
  const stop = onlyOnce(() => pool.end());
  if (version) return { isAdopted: true, pid: note.pid, version, folder: cluster.folder, config, exited, stop };
  await stop();
  return undefined;
}

function configFor(cluster: Cluster) {
  return { host: cluster.socket, port: 5432, user: 'postgres', password: passwordOf(cluster), database: 'postgres', ssl: false };
}

async function versionOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>("select split_part(current_setting('server_version'), ' ', 1) as version");
  return rows[0]?.version ?? '';
}

function onlyOnce(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= end();
    return ending;
  };
}

/** Says what to do where the cause is known; the cause itself stays attached. */
function explained(error: unknown, dataDir: string): unknown {
  const text = error instanceof Error ? error.message : String(error);
  if (isFull(dataDir) || /ENOSPC|EDQUOT|No space left on device|quota exceeded/i.test(text))
    return new Error(
      `The disk that holds ${dataDir} is full. Free about 200 MB, or set DATA_DIR to a folder on another disk, and start again. Nothing half made was left.`,
      { cause: error },
    );
  if (/EACCES|EROFS|EPERM/.test(text))
    return new Error(`Concord cannot write in ${dataDir}. Let this account write there, or set DATA_DIR to a folder of your own.`, {
      cause: error,
    });
  if (/could not look up effective user ID/.test(text))
    return new Error(
      'The account that runs Concord has no name on this machine, and PostgreSQL needs one: add a line to /etc/passwd, or set DATABASE_URL.',
      { cause: error },
    );
  return error;
}

/** A server that ends because the disk is full cannot always write down why. */
function isFull(folder: string): boolean {
  const disk = existsSync(folder) ? statfsSync(folder) : undefined;
  return disk !== undefined && disk.bavail * disk.bsize < 1024 * 1024;
}

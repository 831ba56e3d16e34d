import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWhole } from './draft-folder.server.ts';
import { type Account, give, runAs } from './postgres-account.server.ts';
import type { Binaries } from './postgres-binaries.server.ts';

/** One database on disk. `folder` holds `data` (PostgreSQL's own), the `log`, and `socket`, the folder of the private socket, unless that path is too long. */
export type Cluster = { folder: string; data: string; log: string; socket: string };

/** What `postmaster.pid` says: the number of the server that wrote it (perhaps long gone) and `starting`, `ready` or `stopping`. */
export type PidFile = { pid: number; status: string };

/** The name of the socket's file in its folder; the port is only part of that name. */
const socketName = '.s.PGSQL.5432';

/** The longest path that a socket may have on every system that Concord runs on. */
const longestSocketPath = 103;

/** The paths of the database in `folder` (absolute, links resolved). */
export function clusterIn(folder: string, temporary: string): Cluster {
  const near = join(folder, 'run');
  const far = join(temporary, `concord-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  const socket = Buffer.byteLength(join(near, socketName)) <= longestSocketPath ? near : far;
  return { folder, data: join(folder, 'data'), log: join(folder, 'log'), socket };
}

/** The major version that made the database; undefined when it is not made yet. */
export function majorOf({ data }: Cluster): number | undefined {
  const file = join(data, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/** Password of the database's superuser. */
export function passwordOf({ data }: Cluster): string {
  return readFileSync(join(data, 'password'), 'utf8');
}

/** The server's own note about itself; undefined when there is none, or only the beginning of one. */
export function readPidFile({ data, socket }: Cluster): PidFile | undefined {
  // Whoever removed postmaster.pid by hand left the socket's lock, which begins alike.
  const file = [join(data, 'postmaster.pid'), join(socket, `${socketName}.lock`)].find((one) => existsSync(one));
  const lines = file ? readText(file).split('\n') : [];
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? '' } : undefined;
}

/** Whether the process is the server of this database, and not another that was given its number later. */
export function isServerOf(pid: number, { data }: Cluster): boolean {
  if (process.platform === 'linux') {
    const [program = '', ...parts] = readText(`/proc/${pid}/cmdline`).split('\0');
    return program.endsWith('postgres') && parts.includes(data);
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(`-D ${data} `);
}

/**
 * Throws unless the socket's folder, where it exists, is closed to others and it and the socket belong to `uid`: a socket that another account
 * laid there would be handed our password.
 */
export function assertOwnSocket({ socket }: Cluster, uid: number): void {
  const folder = lstatSync(socket, { throwIfNoEntry: false });
  if (!folder) return;
  const file = lstatSync(join(socket, socketName), { throwIfNoEntry: false });
  const isOurs =
    folder.isDirectory() && folder.uid === uid && (folder.mode & 0o077) === 0 && (!file || (file.isSocket() && file.uid === uid));
  if (!isOurs)
    throw new Error(
      `${socket} does not belong to the account of this database, so Concord talks to nothing in it. Remove it, or set DATA_DIR to a shorter path.`,
    );
}

/** Makes the socket's folder if need be. Throws as `assertOwnSocket` does. */
export function makeSocketFolder(cluster: Cluster, account: Account): void {
  if (!existsSync(cluster.socket)) {
    mkdirSync(cluster.socket, { mode: 0o700 });
    give(cluster.socket, account);
  }
  assertOwnSocket(cluster, account.uid);
}

/**
 * Makes the database, whole or not at all: UTF-8, sorted by code point on every machine, checksums on, a random password for the superuser
 * `postgres`. Throws initdb's own words.
 */
export function makeCluster(cluster: Cluster, account: Account, binaries: Binaries): void {
  makeWhole(cluster.data, (draft) => {
    const [data, password] = [join(draft, 'data'), join(draft, 'password')];
    writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    give(draft, account);
    give(password, account);
    const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--encoding=UTF8', '--data-checksums'];
    const made = runAs(account, [join(binaries.bin, 'initdb'), '-D', data, ...options, ...localeOptions(binaries.major)]);
    if (made.status !== 0) throw new Error(`PostgreSQL could not make its database: ${made.stderr || made.error?.message}`);
    renameSync(password, join(data, 'password'));
    return data;
  });
}

function localeOptions(major: number): string[] {
  if (major >= 17) return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const known = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? '';
  const name = known.split('\n').find((line) => /^C\.utf-?8$/i.test(line));
  return ['--locale=C', ...(name ? [`--lc-ctype=${name}`] : [])];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

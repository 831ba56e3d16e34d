import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from './draft-folder.server.ts';
import { type Embedded, startEmbedded } from './embedded-postgres.server.ts';
import { accountsFor, canEnter } from './postgres-account.server.ts';
import type { Machine } from './postgres-place.server.ts';

/** What another process said about the server that it started or joined; `error` is its message instead. */
export type Told = { pid: number; isAdopted: boolean; folder: string; notes: string[]; version: string; error?: string };

/** For tests: a folder that everybody can pass through, and servers in this and in other processes, all gone when the test is over. */
export type Trial = {
  folder: string;
  start: (dataDir: string, options?: Partial<Machine>) => Promise<Embedded>;
  startElsewhere: (dataDir: string, options?: Partial<Machine> & Ids) => Promise<Told & { child: ChildProcess }>;
};

type Ids = { uid?: number; gid?: number };

const isRoot = process.getuid?.() === 0;
const others = `
const { startEmbedded } = await import(process.argv[1]);
const say = (told) => process.stdout.write(JSON.stringify(told) + '\\n');
try {
  const { pid, isAdopted, folder, notes, version } = await startEmbedded(process.argv[2], JSON.parse(process.argv[3]));
  say({ pid, isAdopted, folder, notes, version });
  setInterval(() => {}, 1000);
} catch (error) { say({ error: error.message }); }`;

/** Begins a trial and ends it with the test. */
export function trial(t: TestContext): Trial {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'concord-trial-')));
  chmodSync(folder, 0o711);
  const servers: Embedded[] = [];
  const processes: { child: ChildProcess; pid: number }[] = [];
  t.after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const { child } of processes) child.kill('SIGKILL');
    for (const { pid } of processes) await goneWithin(pid, 10_000);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  async function start(dataDir: string, options: Partial<Machine> = {}) {
    const server = await startEmbedded(dataDir, options);
    servers.push(server);
    return server;
  }
  async function startElsewhere(dataDir: string, { uid, gid, ...options }: Partial<Machine> & Ids = {}) {
    const program = new URL('embedded-postgres.server.ts', import.meta.url).href;
    const parts = ['--input-type=module', '-e', others, program, dataDir, JSON.stringify(options)];
    const child = spawn(process.execPath, parts, {
      uid,
      gid,
      cwd: '/',
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const told: Told = JSON.parse(line);
      processes.push({ child, pid: told.pid });
      return { ...told, child };
    }
    throw new Error('The other process ended without a word.');
  }
  return { folder, start, startElsewhere };
}

/** An account that is not root and can read this project: the one that runs the test, or for root one to become. Undefined where there is none. */
export function ordinaryAccount(): Ids | undefined {
  if (!isRoot) return {};
  const account = accountsFor('/', ['nobody', 'node', 'postgres']).find((one) => canEnter(one, import.meta.dirname));
  return account && { uid: account.uid, gid: account.gid };
}

/** Whether the process is gone before the milliseconds are over. */
export async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (isAlive(pid) && Date.now() < end) await sleep(10);
  return !isAlive(pid);
}

/** Runs one statement on a connection of its own and gives the first column of its rows. */
export async function ask(config: pg.PoolConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows.map((row) => row[0]);
  } finally {
    await client.end();
  }
}

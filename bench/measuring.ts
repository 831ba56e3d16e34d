import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { visitor } from '#app/platform/actor.ts';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import type { Tables } from '#app/platform/tables.ts';

/** The middle of the numbers. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** The middle of eleven runs in milliseconds, after one to warm up, with what the last run gave. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  let result = await work();
  const times: number[] = [];
  for (let round = 0; round < 11; round++) {
    const start = performance.now();
    result = await work();
    times.push(performance.now() - start);
  }
  return { ms: Number(median(times).toFixed(2)), result };
}

/** How a list is read, and how many it must find: one that finds nothing is quick. */
export type List = readonly [read: () => Promise<number>, found: number];

/** The slowest of several lists as a figure beside its reference; each may take 80 ms. Throws when one finds another number than it must. */
export async function slowestOf(n: number, lists: Readonly<Record<string, List>>, reference: readonly [string, () => Promise<unknown>]) {
  const { ms: referenceMs } = await timed(reference[1]);
  const each: Record<string, number> = {};
  for (const [name, [read, found]] of Object.entries(lists)) {
    const { ms, result } = await timed(read);
    if (result !== found) throw new Error(`${name}: ${result} instead of ${found}.`);
    each[name] = ms;
  }
  const ms = Math.max(...Object.values(each));
  return { n, ms, limitMs: 80, lists: each, reference: reference[0], referenceMs, ratio: Number((ms / referenceMs).toFixed(1)) };
}

/** How many rows of a table a visitor sees. */
export function counted(table: keyof Tables): Promise<unknown> {
  return as(visitor, ({ tx }) => sql`select count(*) from ${sql.table(table)}`.execute(tx));
}

/** Waits until a server that was just started answers. */
export async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await fetch(address).catch(() => null))?.ok) return;
    await sleep(50);
  }
  throw new Error('Concord did not start.');
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Ends a program and waits until it has. */
export async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

/** Concord's own PostgreSQL in a new data folder, for this process; both are gone with the block that asked. */
export function ownDatabase(): AsyncDisposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  delete process.env.DATABASE_URL;
  process.env.DATA_DIR = folder;
  return {
    folder,
    async [Symbol.asyncDispose]() {
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Builds the pages as a server that is measured serves them. */
export function buildPages(): void {
  spawnSync(process.execPath, ['setup/main.js', 'build'], { stdio: ['ignore', 2, 2] });
}

/** The built server on the database of this process, ended with the block that asked. `demo`: with the sample. */
export async function builtServer({ demo = false } = {}): Promise<AsyncDisposable & { readonly address: string }> {
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DEMO: demo ? '1' : '0', CONCORD_START: 'npm' };
  const child = spawn(process.execPath, ['build/server/index.js'], { env, stdio: ['ignore', 'ignore', 2] });
  const address = `http://127.0.0.1:${port}`;
  await answering(`${address}/healthz`);
  return { address, [Symbol.asyncDispose]: () => ended(child) };
}

/** Writes as the owner, since every command of a person is an act of its own, and has the rows of every table counted, as the database would in a while. */
export async function filled(write: (client: pg.Client) => Promise<void>): Promise<void> {
  const { owner } = await database();
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await write(client);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const spoken = new WeakMap<ChildProcess, string>();

/** What a server has written so far, to both of its streams. */
export function saidBy(server: ChildProcess): string {
  return spoken.get(server) ?? '';
}

/** Starts the built server with these settings; resolves when it is ready, rejects with what it said when it ends before or is not ready in four minutes. */
export async function serve(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['build/server/index.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  spoken.set(child, '');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => spoken.set(child, spoken.get(child) + chunk));
  for (let tries = 0; tries < 4800; tries++) {
    if (saidBy(child).includes('Concord is ready at ')) return child;
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`Concord did not start:\n${saidBy(child)}`);
}

/** Ends a server and waits until it has; one that ended already is left. */
export async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

/** A port of this machine that is free now; another may take it before it is used. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** What a server needs to run on `dataDir` alone; `demo` is '1' for a Concord with the sample. */
export function settingsFor(dataDir: string, port: number, demo: '0' | '1'): NodeJS.ProcessEnv {
  const { DATABASE_URL, DATABASE_APP_URL, ...outside } = process.env;
  return { ...outside, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), DEMO: demo, CONCORD_START: 'npm' };
}

/** Starts Concord in an empty folder, once without and once with the sample, and keeps both folders for `fromFirstStart` in this run's test files. */
export async function firstStarts(): Promise<{ env: Record<string, string>; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-started-'));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const demo of ['0', '1'] as const) {
      const dataDir = join(folder, demo);
      await end(await serve(settingsFor(dataDir, await freePort(), demo)));
      // Journeys kill processes and never the machine, and what a process wrote stays without the disk's word for it.
      appendFileSync(join(dataDir, 'postgres', 'data', 'postgresql.auto.conf'), 'fsync = off\n');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { env: { CONCORD_TEST_STARTED: folder }, remove };
}

/** Puts into `dataDir` what a first start leaves there, where this run has made one; it stays empty where not. */
export function fromFirstStart(dataDir: string, demo: '0' | '1'): void {
  const started = join(process.env.CONCORD_TEST_STARTED ?? '/nowhere', demo);
  // With its owners, which Node's own copying keeps for some files only.
  if (existsSync(started)) execFileSync('cp', ['-pR', `${started}/.`, dataDir]);
}

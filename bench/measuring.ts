import { chmodSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

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

/** A new data folder, and this process on Concord's own PostgreSQL in it; whoever asked removes it. */
export function ownDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  delete process.env.DATABASE_URL;
  process.env.DATA_DIR = folder;
  return folder;
}

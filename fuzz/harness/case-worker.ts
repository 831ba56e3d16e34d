import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { Target } from './target.ts';

// Runs the cases that are sent to it, one after the other; whoever sends them watches the clock and the memory.
const { target } = (await import(workerData.module)) as { target: Target };
const folder = mkdtempSync(join(tmpdir(), 'concord-fuzz-'));
const path = join(folder, 'case');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

parentPort?.on('message', async (sent: Uint8Array) => {
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  writeFileSync(path, bytes);
  try {
    parentPort?.postMessage({ said: await target.run(bytes, path) });
  } catch (error) {
    parentPort?.postMessage({ fault: inspect(error).slice(0, 4000) });
  }
});
parentPort?.postMessage('ready');

import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes the folder `target` whole or not at all: `fill` fills a draft beside it and returns the path in it that becomes `target`.
 * Whoever renames first wins, so any number of processes may do it at once and none needs a lock. What killed processes left is removed.
 * Throws what `fill` throws, unless the target stands there meanwhile.
 */
export function makeWhole(target: string, fill: (draft: string) => string): void {
  const parent = dirname(target);
  sweep(parent, 'draft');
  const draft = mkdtempSync(join(parent, `draft-${process.pid}-`));
  try {
    const made = fill(draft);
    flush(made);
    renameSync(made, target);
    flush(parent);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The same for what takes its time, in a folder that is not ours: a draft has a name there that nobody else gives. `target` may stand there, empty. */
export async function makeWholeInTime(target: string, fill: (draft: string) => Promise<string>): Promise<void> {
  const parent = dirname(target);
  sweep(parent, 'concord-draft');
  const draft = mkdtempSync(join(parent, `concord-draft-${process.pid}-`));
  try {
    const made = await fill(draft);
    flush(made);
    // Refuses where something came meanwhile.
    if (existsSync(target)) rmdirSync(target);
    renameSync(made, target);
    flush(parent);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether a process with this number lives, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function sweep(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    const [, begins, pid] = /^(.+)-(\d+)-[^-]+$/.exec(name) ?? [];
    if (begins === prefix && pid && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Without it a power cut could undo the rename after rows in the folder were acknowledged. */
function flush(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

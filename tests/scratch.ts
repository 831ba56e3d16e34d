import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#app/platform/draft-folder.server.ts';

const memory = '/dev/shm';
const room = 4 * 1024 ** 3;

/**
 * Has every test write below a folder of this run that lies in memory, where the machine has four gigabytes of it to spare: databases are copied there a
 * hundred times and thrown away. Elsewhere, or where TMPDIR says where, nothing changes. Gives what removes the folder; what a killed run left goes first.
 */
export function writeInMemory(): () => void {
  if (process.env.TMPDIR || !existsSync(memory) || !mayRunPrograms()) return () => undefined;
  for (const name of readdirSync(memory)) {
    const pid = /^concord-tests-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(memory, name), { recursive: true, force: true });
  }
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < room) return () => undefined;
  const folder = mkdtempSync(join(memory, `concord-tests-${process.pid}-`));
  chmodSync(folder, 0o711); // the account that PostgreSQL runs as may pass through
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function mayRunPrograms(): boolean {
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const options = mounted.findLast(([, place]) => place === memory)?.[3];
  return options !== undefined && !options.split(',').includes('noexec');
}

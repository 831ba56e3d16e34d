import { mkdirSync, readdirSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beat = 2_000;
const silence = 60_000;

/**
 * Does `work` while no other process does so under the same lock folder. A lock whose holder has died, or has not touched it for a minute,
 * is taken over. `say` is told once when there is somebody to wait for.
 */
export async function withLock(folder, work, say) {
  mkdirSync(dirname(folder), { recursive: true });
  const holder = join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  for (let told = false; !take(folder, holder); ) {
    if (breakIfStale(folder)) continue;
    if (!told) say('Waiting for another set-up in this folder…');
    told = true;
    await wait(200);
  }
  const pulse = setInterval(() => touch(holder), beat);
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    unless(['ENOENT'], () => unlinkSync(holder));
    unless(['ENOENT', 'ENOTEMPTY'], () => rmdirSync(folder));
  }
}

function take(folder, holder) {
  return unless(['EEXIST', 'ENOENT'], () => {
    mkdirSync(folder);
    writeFileSync(holder, '');
  });
}

/** Whoever removes the dead holder's file, and nobody else, may remove the folder: a lock just taken by a third process stays whole. */
function breakIfStale(folder) {
  return unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => {
    const [name] = readdirSync(folder);
    const path = name ? join(folder, name) : folder;
    const isSilent = Date.now() - statSync(path).mtimeMs > silence;
    if (!isSilent && (!name || isAlive(Number.parseInt(name, 10)))) return false;
    if (name) unlinkSync(path);
    rmdirSync(folder);
    return true;
  });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(path) {
  unless(['ENOENT'], () => utimesSync(path, new Date(), new Date()));
}

/** What `act` answers (true when it answers nothing), or false when it fails with one of `codes`. */
function unless(codes, act) {
  try {
    return act() ?? true;
  } catch (error) {
    if (codes.includes(error.code)) return false;
    throw error;
  }
}

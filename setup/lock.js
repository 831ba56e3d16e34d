import { mkdirSync, readdirSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beat = 2_000;
const silence = 60_000;

/**
 * Does `work` while no other process does so under the same lock folder. `work` is given `hold`, to which it tells the number of a process
 * that works for it: should we be killed, the lock lasts until that one has ended too. A lock whose holders have all died, or not touched it
 * for a minute, is taken over. `say` is told once when there is somebody to wait for.
 */
export async function withLock(folder, work, say) {
  mkdirSync(dirname(folder), { recursive: true });
  const holders = [holderName(folder, process.pid)];
  for (let told = false; !take(folder, holders[0]); ) {
    if (breakIfStale(folder)) continue;
    if (!told) say('Waiting for another set-up in this folder…');
    told = true;
    await wait(200);
  }
  const pulse = setInterval(() => touch(holders[0]), beat);
  const hold = (pid) => {
    holders.push(holderName(folder, pid));
    writeFileSync(holders.at(-1), '');
  };
  try {
    return await work(hold);
  } finally {
    clearInterval(pulse);
    for (const holder of holders.reverse()) unless(['ENOENT'], () => unlinkSync(holder));
    unless(['ENOENT', 'ENOTEMPTY'], () => rmdirSync(folder));
  }
}

function holderName(folder, pid) {
  return join(folder, `${pid}-${Math.random().toString(36).slice(2)}`);
}

function take(folder, holder) {
  return unless(['EEXIST', 'ENOENT'], () => {
    mkdirSync(folder);
    writeFileSync(holder, '');
  });
}

/** Whoever removes the last dead holder's file, and nobody else, may remove the folder: a lock just taken by a third process stays whole. */
function breakIfStale(folder) {
  return unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => {
    const holders = readdirSync(folder).map((name) => join(folder, name));
    const isHeld = holders.length > 0 ? holders.some((path) => isAlive(pidOf(path)) && !isSilent(path)) : !isSilent(folder);
    if (isHeld) return false;
    for (const path of holders) unlinkSync(path);
    rmdirSync(folder);
    return true;
  });
}

function pidOf(holder) {
  return Number.parseInt(basename(holder), 10);
}

function isSilent(path) {
  return Date.now() - statSync(path).mtimeMs > silence;
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

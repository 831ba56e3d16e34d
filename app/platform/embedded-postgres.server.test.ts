import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Embedded } from './embedded-postgres.server.ts';
import { findBinaries } from './postgres-binaries.server.ts';
import { ask, goneWithin, trial } from './postgres-trial.server.ts';

const isRoot = process.getuid?.() === 0;

test('an empty folder becomes a database, a stop is graceful and may be asked twice, and a second start finds the rows', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const begin = performance.now();
  const first = await start(data);
  t.diagnostic(`first start ${Math.round(performance.now() - begin)} ms`);
  assert.equal(first.isAdopted, false);
  assert.equal(first.folder, join(data, 'postgres'));
  assert.deepEqual(first.notes, []);
  await ask(first.config, 'create table kept as select 7 as n');
  await Promise.all([first.stop(), first.stop()]);
  await first.stop();
  await first.exited;
  assert.ok(await goneWithin(first.pid, 0));
  const again = performance.now();
  const second = await start(data);
  t.diagnostic(`restart ${Math.round(performance.now() - again)} ms`);
  assert.deepEqual(await ask(second.config, 'select n from kept'), [7]);
});

test('only this account reaches the database: private socket, no network, a password of its own', async (t) => {
  const { folder, start } = trial(t);
  const [one, other] = [await start(join(folder, 'one')), await start(join(folder, 'other'))];
  assert.deepEqual(await ask(one.config, 'show listen_addresses'), ['']);
  assert.equal(statSync(String(one.config.host)).mode & 0o777, 0o700);
  assert.equal(statSync(join(one.folder, 'data', 'password')).mode & 0o777, 0o600);
  assert.equal(statSync(one.folder).mode & 0o777, 0o700);
  assert.notEqual(one.config.password, other.config.password);
  await assert.rejects(ask({ ...one.config, password: 'guess' }, 'select 1'), /password authentication failed/);
});

test('the database sorts and cases text alike on every machine, syncs to disk and checks its pages', async (t) => {
  const { folder, start } = trial(t);
  const { config } = await start(join(folder, 'data'));
  assert.deepEqual(await ask(config, "select n from unnest(array['b','Ä','a','B']) n order by n"), ['B', 'a', 'b', 'Ä']);
  assert.deepEqual(await ask(config, "select lower('ÄÉ')"), ['äé']);
  assert.deepEqual(await ask(config, 'show server_encoding'), ['UTF8']);
  assert.deepEqual(
    await ask(config, "select setting from pg_settings where name in ('fsync','data_checksums','max_connections') order by name"),
    ['on', 'on', '60'],
  );
});

test('the log has what the server says of itself and nothing that people typed', async (t) => {
  const { folder, start } = trial(t);
  const { config, folder: place } = await start(join(folder, 'data'));
  await assert.rejects(ask(config, "select 'a name'::integer"));
  const log = readFileSync(join(place, 'log'), 'utf8');
  assert.match(log, /ready to accept connections/);
  assert.doesNotMatch(log, /a name/);
});

test('a second process joins the running server, and its stop leaves the server alone', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const data = join(folder, 'data');
  const host = await startElsewhere(data);
  const guest = await start(data);
  assert.equal(host.isAdopted, false);
  assert.equal(guest.isAdopted, true);
  assert.equal(guest.pid, host.pid);
  await guest.stop();
  await guest.stop();
  assert.deepEqual(await ask(guest.config, 'select 1'), [1]);
});

test('neither who started the server nor who joined it is kept from ending by it', async (t) => {
  const { folder } = trial(t);
  const program = new URL('embedded-postgres.server.ts', import.meta.url).href;
  const script = `const { startEmbedded } = await import(${JSON.stringify(program)});
    const started = await startEmbedded(process.argv[1]); const joined = await startEmbedded(process.argv[1]);
    console.log(started.pid, joined.isAdopted);`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script, join(folder, 'data')], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(ended.status, 0, ended.stderr);
  const [pid, isAdopted] = ended.stdout.trim().split(' ');
  assert.equal(isAdopted, 'true');
  assert.ok(await goneWithin(Number(pid), 5000), 'the server ends with its process');
});

test('of four processes that start at once on an empty folder, one starts the server and three join it', async (t) => {
  const { folder, startElsewhere } = trial(t);
  const data = join(folder, 'data');
  const all = await Promise.all([1, 2, 3, 4].map(() => startElsewhere(data)));
  assert.deepEqual(all.map((one) => one.error).filter(Boolean), []);
  assert.equal(all.filter((one) => !one.isAdopted).length, 1);
  assert.equal(new Set(all.map((one) => one.pid)).size, 1);
  assert.deepEqual(readdirSync(join(data, 'postgres')).sort(), ['data', 'log', 'run']);
});

test('after kill -9 of its process the server ends by itself within seconds, and the next start has every acknowledged row', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const data = join(folder, 'data');
  const host = await startElsewhere(data);
  const guest = await start(data);
  await ask(guest.config, 'create table kept as select generate_series(1, 1000) as n');
  const begin = performance.now();
  host.child.kill('SIGKILL');
  assert.ok(await goneWithin(host.pid, 5000));
  await guest.exited;
  t.diagnostic(`gone after ${Math.round(performance.now() - begin)} ms`);
  const next = await start(data);
  assert.equal(next.isAdopted, false);
  assert.deepEqual(await ask(next.config, 'select count(*)::int from kept'), [1000]);
});

test('after kill -9 of the server its end is noticed, and the next start has every acknowledged row', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const host = await start(data);
  const guest = await start(data);
  await ask(host.config, 'create table kept (n integer)');
  const writer = new pg.Client(host.config);
  writer.on('error', () => {});
  await writer.connect();
  let acknowledged = 0;
  const writing = (async () => {
    for (;;) {
      await writer.query('insert into kept values ($1)', [acknowledged + 1]);
      acknowledged += 1;
    }
  })().catch(() => {});
  await sleep(200);
  process.kill(host.pid, 'SIGKILL');
  await Promise.all([host.exited, guest.exited]);
  const begin = performance.now();
  const next = await start(data);
  t.diagnostic(`recovered in ${Math.round(performance.now() - begin)} ms`);
  await writing;
  assert.equal(next.isAdopted, false);
  assert.ok(acknowledged > 0);
  const [count] = await ask(next.config, `select count(*)::int from kept where n <= ${acknowledged}`);
  assert.equal(count, acknowledged);
});

test('a signal to the whole group, as service managers send, leaves no server without someone who stops it', async (t) => {
  const { folder, start } = trial(t);
  const server = await start(join(folder, 'data'));
  const client = new pg.Client(server.config);
  client.on('error', () => {});
  await client.connect();
  const group = Number(spawnSync('ps', ['-o', 'pgid=', '-p', String(server.pid)], { encoding: 'utf8' }).stdout);
  assert.notEqual(group, process.pid);
  process.kill(-group, 'SIGTERM');
  // PostgreSQL now waits for its client to leave; the shell that watches must wait with it.
  const first = await Promise.race([server.exited.then(() => 'exited'), sleep(300).then(() => 'waiting')]);
  assert.equal(first, 'waiting');
  await server.stop();
  assert.ok(await goneWithin(server.pid, 0));
});

test('a pid file and a socket left by a killed server do not stand in the way, even when its number now belongs to another process', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const first = await start(data);
  const owner = statSync(join(first.folder, 'data'));
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  // Of the same account: PostgreSQL alone could not tell it from its own predecessor.
  const bystander = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
  t.after(() => bystander.kill());
  const files = [join(first.folder, 'data', 'postmaster.pid'), join(first.folder, 'run', '.s.PGSQL.5432.lock')];
  for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)));
  assert.ok(statSync(join(first.folder, 'run', '.s.PGSQL.5432')).isSocket());
  const next = await start(data);
  assert.equal(next.isAdopted, false);
  assert.notEqual(next.pid, bystander.pid);
  assert.equal(bystander.exitCode ?? bystander.signalCode, null);
});

test('a socket lock that outlived its pid file does not stand in the way', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const first = await start(data);
  const owner = statSync(join(first.folder, 'data'));
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const bystander = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
  t.after(() => bystander.kill());
  const lock = join(first.folder, 'run', '.s.PGSQL.5432.lock');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(bystander.pid)));
  rmSync(join(first.folder, 'data', 'postmaster.pid'));
  assert.equal((await start(data)).isAdopted, false);
});

test('a copy of the folder of a running database is a database of its own', async (t) => {
  const { folder, start } = trial(t);
  const original = await start(join(folder, 'original'));
  await ask(original.config, 'checkpoint');
  cpSync(original.folder, join(folder, 'copy', 'postgres'), { recursive: true, filter: (path) => !path.endsWith('.s.PGSQL.5432') });
  if (isRoot) spawnSync('chown', ['-R', `--reference=${original.folder}`, join(folder, 'copy', 'postgres')]);
  const copy = await start(join(folder, 'copy'));
  assert.equal(copy.isAdopted, false);
  await ask(copy.config, 'create table only_here ()');
  await assert.rejects(ask(original.config, 'table only_here'), /does not exist/);
});

test('what a first start that was killed left behind is removed, and the next start works', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const killed = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(data, 'postgres', `draft-${killed}-abc`, 'data'), { recursive: true });
  await start(data);
  assert.deepEqual(readdirSync(join(data, 'postgres')).sort(), ['data', 'log', 'run']);
});

test('a path too long for a socket still starts, and a second process joins there too', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const data = join(folder, 'a-folder-with-a-long-name'.repeat(4));
  const host = await start(data, { temporary: folder });
  assert.ok(Buffer.byteLength(String(host.config.host)) < 90);
  const guest = await startElsewhere(data, { temporary: folder });
  assert.equal(guest.isAdopted, true);
});

test('a full disk at the first start ends in a message that names the folder and the remedy, and with space the next start works', async (t) => {
  const { folder, start } = trial(t);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const isMounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=755', 'tmpfs', disk]).status === 0;
  if (!isMounted) {
    t.diagnostic('not run: a full disk needs root and a mount; only the message for a folder that cannot be made was checked');
    await assert.rejects(start('/dev/null/data'), /ENOTDIR/);
    return;
  }
  const data = join(disk, 'postgres');
  let server: Embedded | undefined;
  try {
    await assert.rejects(start(data), (error: Error) => error.message.includes(data) && /full.*Free.*DATA_DIR/.test(error.message));
    assert.deepEqual(readdirSync(join(data, 'postgres')), []);
    assert.equal(spawnSync('mount', ['-o', 'remount,size=200m', disk]).status, 0);
    server = await start(data);
    assert.deepEqual(await ask(server.config, 'select 1'), [1]);
    await server.stop();
    const filler = join(disk, 'filler');
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M']);
    await assert.rejects(start(data), /full/);
    rmSync(filler);
    server = await start(data);
  } finally {
    await server?.stop();
    spawnSync('umount', [disk]);
  }
});

test('a database made by an older PostgreSQL is served by that one, or a message says which is missing', async (t) => {
  const search = { project: '/none/x.js', path: process.env.PATH ?? '', installed: ['/usr/lib/postgresql/*/bin'] };
  const older = findBinaries(search).find(({ major }) => major < 18);
  if (!older) {
    t.diagnostic('not run: this machine has no PostgreSQL older than 18');
    return;
  }
  const { folder, start } = trial(t);
  const data = join(folder, 'data');
  const first = await start(data, search);
  assert.equal(Number.parseInt(first.version, 10), older.major);
  assert.deepEqual(await ask(first.config, "select lower('ÄÉ')"), ['äé']);
  assert.deepEqual(await ask(first.config, "select n from unnest(array['b','Ä','a','B']) n order by n"), ['B', 'a', 'b', 'Ä']);
  await first.stop();
  const second = await start(data);
  assert.equal(second.version, first.version);
  await second.stop();
  await assert.rejects(start(data, { path: '', installed: [] }), new RegExp(`made by PostgreSQL ${older.major}.*only 18.*DATABASE_URL`));
});

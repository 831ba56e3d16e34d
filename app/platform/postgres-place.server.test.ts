import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountsFor, namespaceAs } from './postgres-account.server.ts';
import { assertOwnSocket, clusterIn } from './postgres-cluster.server.ts';
import { ask, ordinaryAccount, trial } from './postgres-trial.server.ts';

const isRoot = process.getuid?.() === 0;
const onlyRoot = 'not run: only root can hand PostgreSQL to another account';

test('an ordinary user runs PostgreSQL as itself, without a home folder', async (t) => {
  const { folder, startElsewhere } = trial(t);
  const ids = ordinaryAccount();
  if (!ids) {
    t.diagnostic('not run: no ordinary account of this machine can read this project');
    return;
  }
  const home = join(folder, 'home');
  mkdirSync(home);
  if (ids.uid !== undefined) chownSync(home, ids.uid, ids.gid ?? -1);
  const told = await startElsewhere(home, ids);
  assert.equal(told.error, undefined);
  assert.equal(told.isAdopted, false);
  assert.equal(statSync(join(told.folder, 'data')).uid, ids.uid ?? process.getuid?.());
  assert.deepEqual(told.notes, []);
});

test('an ordinary user is told whose the database is when it is somebody else’s', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const ids = ordinaryAccount();
  if (!isRoot || !ids) {
    t.diagnostic(onlyRoot);
    return;
  }
  const data = join(folder, 'data');
  const host = await start(data, { accounts: ['postgres', 'daemon', 'bin'] });
  const owner = statSync(host.folder).uid;
  assert.notEqual(owner, ids.uid);
  const told = await startElsewhere(data, ids);
  assert.match(told.error ?? '', new RegExp(`belongs to the account with uid ${owner}.*DATA_DIR`));
});

test('an account without a name on this machine is told what PostgreSQL needs', async (t) => {
  const { folder, startElsewhere } = trial(t);
  if (!isRoot || !ordinaryAccount()) {
    t.diagnostic('not run: only root can become an account without a name');
    return;
  }
  chownSync(folder, 54321, 54321);
  const told = await startElsewhere(join(folder, 'data'), { uid: 54321, gid: 54321 });
  assert.match(told.error ?? '', /no name on this machine.*\/etc\/passwd.*DATABASE_URL/);
});

test('root hands PostgreSQL to an unprivileged account, joins its server, and keeps to that account', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const data = join(folder, 'data');
  const host = await start(data);
  if (!isRoot) {
    t.diagnostic(onlyRoot);
    assert.equal(statSync(host.folder).uid, process.getuid?.());
    return;
  }
  const owner = statSync(join(host.folder, 'data')).uid;
  assert.notEqual(owner, 0);
  assert.match(readFileSync(`/proc/${host.pid}/status`, 'utf8'), new RegExp(`^Uid:\\s+${owner}\\s+${owner}`, 'm'));
  assert.equal((await startElsewhere(data)).isAdopted, true);
  await host.stop();
  const next = await start(data, { accounts: ['daemon', 'bin'] });
  assert.equal(statSync(join(next.folder, 'data')).uid, owner);
});

test('root hands it to whoever owns the data folder, so that this person can start without root', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const ids = ordinaryAccount();
  if (!isRoot || !ids?.uid) {
    t.diagnostic(onlyRoot);
    return;
  }
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, ids.uid, ids.gid ?? -1);
  const host = await start(home);
  assert.equal(statSync(host.folder).uid, ids.uid);
  await host.stop();
  const told = await startElsewhere(home, ids);
  assert.equal(told.error, undefined);
});

test('root without any account to hand it to is told what to do', async (t) => {
  const { folder, start } = trial(t);
  assert.throws(() => accountsFor('/', ['no-such-account']), /looked for no-such-account.*useradd.*ordinary user.*DATABASE_URL/);
  if (!isRoot) {
    t.diagnostic('a start without an account was not run: only root needs one');
    return;
  }
  await assert.rejects(start(join(folder, 'data'), { accounts: ['no-such-account'] }), /no account to hand it to/);
});

test('a folder that only root can enter is served in a user namespace, without root’s powers, and says so', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const host = await start(data, { elsewhere: join(folder, 'elsewhere') });
  const canNamespace = isRoot && namespaceAs(accountsFor('/', ['nobody'])[0]) !== undefined;
  if (!canNamespace) {
    t.diagnostic('a namespace was not used: this is not root, or this machine does not allow it');
    if (!isRoot) assert.equal(host.folder, join(data, 'postgres'));
    return;
  }
  assert.equal(host.folder, join(data, 'postgres'));
  assert.match(host.notes.join(), /user namespace/);
  const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
  assert.match(status, /^CapEff:\s+0+$/m);
  await ask(host.config, 'create table kept as select 7 as n');
  assert.equal((await startElsewhere(data)).isAdopted, true);
  await host.stop();
  const next = await start(data);
  assert.deepEqual(await ask(next.config, 'select n from kept'), [7]);
  await next.stop();
  chmodSync(folder, 0o711);
  const opened = await start(data);
  assert.notEqual(statSync(opened.folder).uid, 0, 'once others can enter, an unprivileged account takes over');
  assert.deepEqual(await ask(opened.config, 'select n from kept'), [7]);
  await opened.stop();
  chmodSync(folder, 0o700);
  const closed = await start(data);
  assert.deepEqual(await ask(closed.config, 'select n from kept'), [7]);
  await closed.stop();
  await assert.rejects(start(data, { mayUseNamespace: false }), /only root can enter.*Move the folder/);
});

test('without user namespaces a folder that only root can enter gives way to another place, which is found again and named', async (t) => {
  const { folder, start, startElsewhere } = trial(t);
  const [closed, elsewhere] = [join(folder, 'closed'), join(folder, 'elsewhere')];
  mkdirSync(closed, { mode: 0o700 });
  const data = join(closed, 'data');
  const options = { mayUseNamespace: false, elsewhere };
  const host = await start(data, options);
  if (!isRoot) {
    t.diagnostic(onlyRoot);
    assert.equal(host.folder, join(data, 'postgres'));
    return;
  }
  assert.ok(host.folder.startsWith(`${elsewhere}/`));
  assert.ok(host.notes.join().includes(data) && host.notes.join().includes(host.folder));
  await ask(host.config, 'create table kept as select 7 as n');
  const guest = await startElsewhere(data, options);
  assert.equal(guest.isAdopted, true);
  assert.deepEqual(guest.notes, host.notes);
  await host.stop();
  // What was made elsewhere stays the database, also when namespaces are allowed later.
  const next = await start(data, { elsewhere });
  assert.deepEqual(await ask(next.config, 'select n from kept'), [7]);
  assert.equal(existsSync(join(data, 'postgres')), false);
});

test('a socket folder that another account laid out is refused, and nothing is said to whoever listens there', async (t) => {
  const { folder, start } = trial(t);
  const data = join(folder, 'a-folder-with-a-long-name'.repeat(4));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  chmodSync(temporary, 0o1777);
  const host = await start(data, { temporary });
  const cluster = clusterIn(host.folder, temporary);
  assert.equal(host.config.host, cluster.socket);
  assert.throws(() => assertOwnSocket(cluster, statSync(host.folder).uid + 1), /does not belong to the account of this database/);
  process.kill(host.pid, 'SIGKILL');
  await host.exited;
  rmSync(cluster.socket, { recursive: true });
  if (!isRoot) {
    t.diagnostic('a socket of another account was not made: only root can');
    symlinkSync(folder, cluster.socket);
    await assert.rejects(start(data, { temporary }), /does not belong/);
    return;
  }
  let visits = 0;
  const attacker = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  mkdirSync(cluster.socket, { mode: 0o700 });
  const listening = join(cluster.socket, '.s.PGSQL.5432');
  await new Promise<void>((resolve) => attacker.listen(listening, resolve));
  t.after(() => attacker.close());
  for (const path of [cluster.socket, listening]) chownSync(path, 54321, 54321);
  await assert.rejects(start(data, { temporary }), /does not belong to the account of this database.*DATA_DIR/);
  // A folder of ours with a socket of theirs is no better.
  chownSync(cluster.socket, statSync(host.folder).uid, statSync(host.folder).gid);
  await assert.rejects(start(data, { temporary }), /does not belong/);
  assert.equal(visits, 0);
});

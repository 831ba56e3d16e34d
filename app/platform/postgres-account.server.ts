import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { lchownSync, statSync } from 'node:fs';

/** Who runs PostgreSQL: its files belong to `uid` and `gid`; `prefix` is put before every command (a user namespace), and is empty otherwise. */
export type Account = { name: string; uid: number; gid: number; prefix: readonly string[] };

/** What `spawn` needs to become the account; nothing when it is the one that runs now. */
export function idsOf(account: Account): { uid?: number; gid?: number } {
  return account.uid === process.getuid?.() ? {} : { uid: account.uid, gid: account.gid };
}

/** Runs a command to its end as the account, away from any folder that the account cannot enter. */
export function runAs(account: Account, command: readonly string[]): SpawnSyncReturns<string> {
  const [program = '', ...parts] = [...account.prefix, ...command];
  // No variable of ours may steer it: PGDATA, PGPORT and their like stay outside.
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return spawnSync(program, parts, { ...idsOf(account), cwd: '/', env, encoding: 'utf8' });
}

/** Whether the account can enter the folder. */
export function canEnter(account: Account, folder: string): boolean {
  return runAs(account, ['/bin/sh', '-c', 'cd "$1"', 'sh', folder]).status === 0;
}

/** The account that runs now, as it is. */
export function ownAccount(): Account {
  const [uid, gid] = [process.getuid?.() ?? -1, process.getgid?.() ?? -1];
  return { name: `the account with uid ${uid}`, uid, gid, prefix: [] };
}

/** The account that owns the folder, named or not. */
export function ownerOf(folder: string): Account {
  const { uid, gid } = statSync(folder);
  return { name: `the account with uid ${uid}`, uid, gid, prefix: [] };
}

/**
 * Those that root may hand PostgreSQL to, best first: whoever owns the folder (so that this person can start Concord without root next time),
 * then the named ones that this machine has. Throws a message that says what to do when there is none.
 */
export function accountsFor(folder: string, names: readonly string[]): [Account, ...Account[]] {
  const known = [String(statSync(folder).uid), ...names].flatMap((name) => lookUp(name)).filter((account) => account.uid !== 0);
  const [first, ...others] = known;
  if (first) return [first, ...others];
  throw new Error(
    `Concord runs as root, PostgreSQL refuses to, and there is no account to hand it to (looked for ${names.join(', ')}). ` +
      'Add one with "useradd --system postgres", or start Concord as an ordinary user, or set DATABASE_URL.',
  );
}

/**
 * Root under another number, without root's powers: it enters what root's own files and folders allow, and PostgreSQL accepts it.
 * The number is a known account's because initdb looks its name up. Undefined where the machine does not allow user namespaces.
 */
export function namespaceAs(known: Account): Account | undefined {
  const prefix = ['unshare', '--user', `--map-user=${known.uid}`, `--map-group=${known.gid}`];
  const account = { name: 'root in a user namespace', uid: 0, gid: 0, prefix };
  return runAs(account, ['/bin/sh', '-c', 'test "$(id -u)" != 0']).status === 0 ? account : undefined;
}

/** Gives one file or folder to the account; only root can, and for others it is theirs already. */
export function give(path: string, account: Account): void {
  if (process.getuid?.() === 0) lchownSync(path, account.uid, account.gid);
}

/** Gives a folder and all that is in it to the account. Links are given themselves, never followed. */
export function giveAll(folder: string, account: Account): void {
  if (process.getuid?.() !== 0) return;
  const { status, stderr } = spawnSync('chown', ['-R', '-h', `${account.uid}:${account.gid}`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} could not be given to ${account.name}: ${stderr}`);
}

function lookUp(name: string): Account[] {
  const answers = ['-un', '-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (answers.some((answer) => answer.status !== 0)) return [];
  const [found = name, uid, gid] = answers.map((answer) => answer.stdout.trim());
  return [{ name: found, uid: Number(uid), gid: Number(gid), prefix: [] }];
}

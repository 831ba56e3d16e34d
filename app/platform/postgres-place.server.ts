import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, accountsFor, canEnter, namespaceAs, ownAccount, ownerOf } from './postgres-account.server.ts';
import type { BinarySearch } from './postgres-binaries.server.ts';
import { type Cluster, clusterIn } from './postgres-cluster.server.ts';

/** What this machine offers, and where. Tests narrow it. */
export type Machine = BinarySearch & {
  /** Accounts that root may hand PostgreSQL to, best first. */
  accounts: readonly string[];
  mayUseNamespace: boolean;
  /** Where root keeps databases whose own folder no other account can enter. */
  elsewhere: string;
  /** Where the socket goes when the database's path is too long for one. */
  temporary: string;
};

/** A database's folder and the account that runs it. */
export type Place = { cluster: Cluster; account: Account };

/** The database's own place and, for root, the one it may have been given instead. */
export function possibleClusters(dataDir: string, machine: Machine): [Cluster, ...Cluster[]] {
  const here = clusterIn(join(dataDir, 'postgres'), machine.temporary);
  if (process.getuid?.() !== 0) return [here];
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return [here, clusterIn(join(machine.elsewhere, hash), machine.temporary)];
}

/**
 * Where the database is or will be (`made`: it is there), and which account runs it. For root that is an account that can enter the place, else root
 * itself in a user namespace, else the place is another. Throws a message that says what to do.
 */
export function settle(dataDir: string, machine: Machine, made?: Cluster): Place {
  const [here, away = here] = possibleClusters(dataDir, machine);
  if (process.getuid?.() !== 0) return { cluster: here, account: ownAccountFor(here) };
  const cluster = made ?? here;
  const owner = made && ownerOf(made.data);
  if (owner && owner.uid !== 0 && canEnter(owner, cluster.folder)) return { cluster, account: owner };
  const accounts = accountsFor(dataDir, machine.accounts);
  const account =
    accounts.find((one) => canEnter(one, dirname(cluster.folder))) ??
    (machine.mayUseNamespace ? namespaceIn(dirname(cluster.folder), accounts[0]) : undefined);
  if (account) return { cluster, account };
  if (made)
    throw new Error(
      `The database is in ${made.folder}, which only root can enter, and PostgreSQL refuses to run as root. Move the folder, or let others enter those above it.`,
    );
  if (!existsSync(machine.elsewhere)) {
    mkdirSync(machine.elsewhere, { recursive: true });
    chmodSync(machine.elsewhere, 0o711);
  }
  return { cluster: away, account: accounts[0] };
}

/** What the person who started Concord should know about where and how the database runs. */
export function notesOn(dataDir: string, { folder }: Cluster, account?: Account): string[] {
  return [
    ...(dirname(folder) === dataDir
      ? []
      : [`Only root can enter ${dataDir}, and PostgreSQL refuses to run as root, so the database is in ${folder}.`]),
    ...(account?.prefix.length ? [`Only root can enter ${dataDir}, so PostgreSQL runs in a user namespace, without root's powers.`] : []),
  ];
}

function namespaceIn(folder: string, known: Account): Account | undefined {
  const account = namespaceAs(known);
  return account && canEnter(account, folder) ? account : undefined;
}

function ownAccountFor({ folder }: Cluster): Account {
  const account = ownAccount();
  const owner = existsSync(folder) ? statSync(folder).uid : account.uid;
  if (owner === account.uid) return account;
  throw new Error(
    `The database in ${folder} belongs to the account with uid ${owner}. Start Concord as that account or as root, or set DATA_DIR to a folder of your own.`,
  );
}

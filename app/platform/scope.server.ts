import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Transaction } from 'kysely';
import type { Actor } from './actor.ts';
import { database } from './db.server.ts';
import type { Tables } from './tables.ts';

/** Who is asking, and the one transaction in which only their rows exist. */
export type Scope = { readonly actor: Actor; readonly tx: Transaction<Tables> };

const open = new AsyncLocalStorage<true>();

/** The only door to the data. Never open one inside another, and do nothing slow (mail, files, jobs, network) inside one. */
export function as<T>(actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return inRole('concord_app', actor, work);
}

const system: Actor = { kind: 'operator', personId: null, name: 'Concord', school: null, roles: [] };

/** For sign-in and jobs, where nobody is asking yet. Its callers are listed in the architecture test. */
export function asSystem<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return inRole('concord_system', system, work);
}

/** Refuses slow work inside a scope, where it would keep a connection and its locks; `what` says what was tried. A fault of ours, not of the person. */
export function refuseInScope(what: string): void {
  if (open.getStore()) throw new Error(`${what} inside a scope.`);
}

async function inRole<T>(role: string, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  refuseInScope('A scope was opened');
  const { kysely } = await database();
  return open.run(true, () =>
    kysely.transaction().execute(async (tx) => {
      // Compiling a plan pays for analyses of minutes; here it makes the statements of an import ten times slower where PostgreSQL can do it.
      await sql`select set_config('jit', 'off', true), set_config('role', ${role}, true), set_config('concord.person', ${actor.personId ?? ''}, true),
        set_config('concord.school', ${actor.school?.id ?? ''}, true), set_config('concord.roles', ${actor.roles.join(',')}, true)`.execute(
        tx,
      );
      return work({ actor, tx });
    }),
  );
}

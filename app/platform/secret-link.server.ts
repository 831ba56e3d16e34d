import { sql } from 'kysely';
import type { Scope } from './scope.server.ts';
import { hexOf } from './secret.server.ts';

/** Shows the token of a secret link for the rest of the scope: policies open what its hash is written on. Only the hash reaches the database. */
export async function hold({ tx }: Scope, token: string): Promise<string> {
  const hash = hexOf(token);
  await sql`select set_config('concord.token', ${hash}, true)`.execute(tx);
  return hash;
}

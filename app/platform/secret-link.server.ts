import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Scope } from './scope.server.ts';

/** Shows the token of a secret link for the rest of the scope: policies open what its hash is written on. Only the hash reaches the database. */
export async function hold({ tx }: Scope, token: string): Promise<string> {
  const hash = tokenHash(token);
  await sql`select set_config('concord.token', ${hash}, true)`.execute(tx);
  return hash;
}

/** What is kept of the token of a secret link. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

import { sql } from 'kysely';
import type { Scope } from './scope.server.ts';

/**
 * Joins by hashing until the scope ends. Rows written a moment ago have no statistics yet, so the planner takes large sets for small ones and compares them pair
 * by pair, in loops or in merges by the school alone; hashing never takes long.
 */
export async function joinByHashing({ tx }: Scope): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx);
}

/** Lets the planner choose again. */
export async function joinAsPlanned({ tx }: Scope): Promise<void> {
  await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)`.execute(tx);
}

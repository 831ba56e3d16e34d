import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';

/**
 * Until the transaction ends, nobody else computes what the schools of a round share, or changes which schools they are: so who left while it was computed
 * is either not in it, or left after it and hides it.
 */
export async function holdSharing({ tx }: Pick<Scope, 'tx'>, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sharing ${roundId}`}, 0))`.execute(tx);
}

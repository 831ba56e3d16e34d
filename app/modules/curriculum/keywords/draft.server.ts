import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepKeywords } from '../rules.ts';

/** Asks the rule and lets writers of keyword lists through one at a time. */
export async function assertMayKeepLists({ actor, tx }: Scope): Promise<void> {
  if (!mayKeepKeywords(actor)) throw forbidden('keep the keyword list of the collaborative: its convener does');
  await sql`select pg_advisory_xact_lock(hashtextextended('keyword list', 0))`.execute(tx);
}

/** Answers the draft, its other writers held back. Forbidden as for lists; missing when there is none; conflict once it is adopted. */
export async function assertMayChange(scope: Scope, listId: string) {
  await assertMayKeepLists(scope);
  const list = await scope.tx
    .selectFrom('keywordList')
    .select(['id', 'name', 'version', 'status', 'changedAt'])
    .where('id', '=', listId)
    .executeTakeFirst();
  if (!list) throw missing('This keyword list');
  refuseAdopted(list);
  return list;
}

/** Conflict once a version is adopted. */
export function refuseAdopted({ name, version, status }: { name: string; version: number; status: string }): void {
  if (status !== 'draft')
    throw conflict(`Version ${version} of ${name} is adopted and stays as it is. Begin its next version, then change that.`);
}

/** A draft as its writer holds it. */
export type Draft = Awaited<ReturnType<typeof assertMayChange>>;

/** The refusal of what was written upon an older state. */
export function changedMeanwhile(what: string) {
  return conflict(
    `Somebody changed ${what} while you had it open. Open it again in another tab to see how it stands; what you wrote is still here.`,
  );
}

/** How many keywords a list has, and the last position among them (-1: none). */
export async function keywordCount({ tx }: Scope, listId: string): Promise<{ keywords: number; last: number }> {
  return tx
    .selectFrom('keyword')
    .select(({ fn }) => fn.countAll<number>().as('keywords'))
    .select(sql<number>`coalesce(max(position), -1)::int`.as('last'))
    .where('keywordListId', '=', listId)
    .executeTakeFirstOrThrow();
}

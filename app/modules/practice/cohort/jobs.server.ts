import { sql } from 'kysely';
import * as z from 'zod';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { dueTerms } from './term.ts';

const counting: Job<Record<string, never>> = {
  name: 'practice-cohorts',
  schema: z.object({}).strict(),
  every: '23 4 * * *',
  run: async () => {
    await countTerms(new Date());
  },
};

/** The background work of cohorts, for the host. */
export const cohortJobs: readonly Job[] = [counting];

/** How far back half-years are counted: whoever brings an older log along is in no figure of before. */
const months = 24;

/** Counts every half-year that is due and was not counted. What is counted stays in the database; nothing of it comes here. */
export async function countTerms(now: Date): Promise<void> {
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString();
  for (const term of dueTerms(since, now))
    await asSystem(async ({ tx }) => {
      await sql`select count_practice_term(${term}::date)`.execute(tx);
    });
}

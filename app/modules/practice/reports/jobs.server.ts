import { sql } from 'kysely';
import * as z from 'zod';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';

const counting: Job<Record<string, never>> = {
  name: 'graduate-reports',
  schema: z.object({}).strict(),
  every: '37 4 * * *',
  run: countReports,
};

/** The background work of graduates' reports, for the host. */
export const reportJobs: readonly Job[] = [counting];

/** Counts every year whose last day is over, and forgets its answers. What is counted stays in the database; nothing of it comes here. */
export function countReports(): Promise<void> {
  return asSystem(async ({ tx }) => {
    const due = await tx.selectFrom('graduateReport').select('year').where('countedAt', 'is', null).execute();
    for (const { year } of due) await sql`select count_graduate_report(${year})`.execute(tx);
  });
}

import { sql } from 'kysely';
import * as z from 'zod';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';

const forgetting: Job<Record<string, never>> = {
  name: 'forum-questions',
  schema: z.object({}).strict(),
  every: '41 3 * * *',
  run: async () => {
    await forgetQuestions(new Date());
  },
};

/** The background work of questions, for the host. */
export const questionJobs: readonly Job[] = [forgetting];

/** Forgets questions that never stood on a page, or were taken off it, once the days of their event's names and addresses are over. Answers how many. */
export function forgetQuestions(now: Date): Promise<number> {
  return asSystem(async ({ tx }) => {
    const { numDeletedRows } = await tx
      .deleteFrom('forumQuestion')
      .where('state', '<>', 'accepted')
      .where('eventId', 'in', (events) =>
        events
          .selectFrom('forumEvent')
          .innerJoin('occasion', 'occasion.id', 'forumEvent.occasionId')
          .select('forumEvent.id')
          .where(sql<boolean>`ends_at + make_interval(days => keeps_mail_days) < ${now}`),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}

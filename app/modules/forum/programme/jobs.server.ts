import * as z from 'zod';
import { publish } from '#app/platform/events.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';

const everyMinutes = 5;

/** Public pages are kept until something public changes; that an event has begun or is over, or its registration is closed, changes them, too, without anybody doing anything. */
const turning: Job<Record<string, never>> = {
  name: 'forum-programme',
  schema: z.object({}).strict(),
  every: `*/${everyMinutes} * * * *`,
  run: async () => {
    await turn(new Date());
  },
};

/** The background work of the forum, for the host. */
export const forumJobs: readonly Job[] = [turning];

/** Has public pages drawn again when an event began or ended, or its registration did, since the last time; answers whether one did. */
export function turn(now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - (everyMinutes + 1) * 60_000);
  return asSystem(async (scope) => {
    const found = await scope.tx
      .selectFrom('occasion')
      .select('id')
      .where('status', '<>', 'planned')
      .where(({ or, and, eb }) =>
        or((['startsAt', 'endsAt', 'registrationClosesAt'] as const).map((moment) => and([eb(moment, '>', since), eb(moment, '<=', now)]))),
      )
      .limit(1)
      .executeTakeFirst();
    if (found) await publish(scope);
    return found !== undefined;
  });
}

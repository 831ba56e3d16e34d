import * as z from 'zod';
import { operator } from '#app/platform/actor.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishDue } from './commands.server.ts';

/** Every minute, and at every start: what was planned for a time when nobody ran is published then. */
const publishing: Job<Record<string, never>> = {
  name: 'publish-planned-pages',
  schema: z.object({}).strict(),
  every: '* * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await as(operator(), (scope) => publishDue(scope, new Date()));
  },
};

/** The background work of the public site, for the host. */
export const siteJobs: readonly Job[] = [publishing];

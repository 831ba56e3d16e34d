import * as z from 'zod';
import { operator } from '#app/platform/actor.ts';
import { publish } from '#app/platform/events.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishDue } from './commands.server.ts';
import { hasEventTurned } from './queries.server.ts';

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

/** What is next is rendered once for everybody, so when an event ends, or closes its registration, the pages that say so are rendered again. */
const turning: Job<Record<string, never>> = {
  name: 'public-pages-turn',
  schema: z.object({}).strict(),
  every: '* * * * *',
  run: async () => {
    const now = new Date();
    await as(operator(), async (scope) => {
      if (await hasEventTurned(scope, { after: new Date(now.getTime() - 2 * 60_000), until: now })) await publish(scope);
    });
  },
};

/** The background work of the public site, for the host. */
export const siteJobs: readonly Job[] = [publishing, turning];

import * as z from 'zod';
import { operator } from '#app/platform/actor.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { tellCalibration } from './progress.server.ts';
import { schoolsCalibrating } from './queries.server.ts';

/** After a second rating began: every board that says what a school answered in the first says that its mappers are waited for again. */
export const ratingBegun: Job<{ round: string }> = {
  name: 'curriculum-rating-begun',
  schema: z.object({ round: z.string() }),
  run: async ({ round: slug }) => {
    const { round, schools } = await as(operator(), async (scope) => {
      const found = await roundNamed(scope, slug);
      return { round: found, schools: await schoolsCalibrating(scope, found.id) };
    });
    for (const school of schools) await as(operator(school), (scope) => tellCalibration(scope, round));
  },
};

/** The background work of calibrations, for the host. */
export const calibrationJobs: readonly Job[] = [ratingBegun];

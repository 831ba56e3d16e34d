import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { countedTerms, schoolCohorts } from '../queries.server.ts';
import { askedTerm } from '../schema.ts';
import { cohortHead, cohortLines } from '../written.ts';
import type { Route } from './+types/school-cohorts-csv';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const term = askedTerm(request) ?? (await countedTerms(scope))[0];
    const cohorts = term === undefined ? [] : await schoolCohorts(scope, term);
    return csvAnswer(csvText([cohortHead, ...cohortLines(cohorts)]), `practice-${params.school}.csv`);
  });
}

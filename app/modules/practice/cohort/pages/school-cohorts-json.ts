import { scoped } from '#app/platform/web.server.ts';
import { countedTerms, schoolCohorts } from '../queries.server.ts';
import { askedTerm } from '../schema.ts';
import type { Route } from './+types/school-cohorts-json';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const term = askedTerm(request) ?? (await countedTerms(scope))[0];
    const cohorts = term === undefined ? [] : await schoolCohorts(scope, term);
    return Response.json({ halfYear: term ?? null, cohorts });
  });
}

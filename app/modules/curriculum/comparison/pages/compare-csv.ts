import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { comparisonCsv, comparisonDocument } from '../document.ts';
import { comparisonOfSchool } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/compare-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const compared = await scoped({ context, request, slug: params.school }, (scope) => comparisonOfSchool(scope, params.round));
  return csvAnswer(comparisonCsv(comparisonDocument(compared, compareSearch(request))), `comparison-${params.round}.csv`);
}

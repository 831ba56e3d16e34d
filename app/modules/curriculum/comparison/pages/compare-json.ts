import { scoped } from '#app/platform/web.server.ts';
import { comparisonDocument } from '../document.ts';
import { comparisonOfSchool } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/compare-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const compared = await scoped({ context, request, slug: params.school }, (scope) => comparisonOfSchool(scope, params.round));
  return Response.json(comparisonDocument(compared, compareSearch(request)));
}

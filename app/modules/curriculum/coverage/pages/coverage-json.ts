import { scoped } from '#app/platform/web.server.ts';
import { writtenCoverage } from '../queries.server.ts';
import { CoverageSearch } from '../schema.ts';
import type { Route } from './+types/coverage-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await scoped({ context, request, slug: params.school }, (scope) => writtenCoverage(scope, chosen)));
}

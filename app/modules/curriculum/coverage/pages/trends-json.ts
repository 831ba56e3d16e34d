import { scoped } from '#app/platform/web.server.ts';
import { coverageDefinitions } from '../definitions.ts';
import { CoverageSearch } from '../schema.ts';
import { trendOf } from '../trend.ts';
import { trendGrounds } from '../trend-queries.server.ts';
import type { Route } from './+types/trends-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { requirement, count, hours } = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, grounds } = await scoped({ context, request, slug: params.school }, (scope) => trendGrounds(scope));
  const reading = { requirement, count, hours };
  return Response.json({ school: school.name, reading, ...trendOf(grounds, reading), definitions: coverageDefinitions });
}

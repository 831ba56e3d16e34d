import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { CoverageSearch } from '../schema.ts';
import { trendOf } from '../trend.ts';
import { trendCsv } from '../trend-document.ts';
import { trendGrounds } from '../trend-queries.server.ts';
import type { Route } from './+types/trends-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const reading = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, grounds } = await scoped({ context, request, slug: params.school }, (scope) => trendGrounds(scope));
  return csvAnswer(trendCsv(trendOf(grounds, reading), { school: school.name, reading }), `trends-${params.school}.csv`);
}

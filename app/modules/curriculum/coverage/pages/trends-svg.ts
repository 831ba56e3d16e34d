import { scoped, svgAnswer } from '#app/platform/web.server.ts';
import { chartSvg } from '#app/ui/chart.ts';
import { CoverageSearch } from '../schema.ts';
import { trendOf } from '../trend.ts';
import { trendGrounds } from '../trend-queries.server.ts';
import { trendChart } from '../trend-words.ts';
import type { Route } from './+types/trends-svg';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const reading = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { grounds } = await scoped({ context, request, slug: params.school }, (scope) => trendGrounds(scope));
  return svgAnswer(chartSvg(trendChart(trendOf(grounds, reading), reading)), `trends-${params.school}.svg`);
}

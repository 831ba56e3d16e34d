import { scoped, svgAnswer } from '#app/platform/web.server.ts';
import { chartSvg } from '#app/ui/chart.ts';
import { coverageOf } from '../queries.server.ts';
import { CoverageSearch } from '../schema.ts';
import { coverageView, matrixChart } from '../view.ts';
import type { Route } from './+types/coverage-svg';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const view = coverageView(await scoped({ context, request, slug: params.school }, (scope) => coverageOf(scope, chosen)), chosen);
  const name = `coverage${chosen.view ? `-${chosen.view}` : ''}-${params.school}-${view.year ?? 'empty'}.svg`;
  return svgAnswer(chartSvg(view.aspect?.chart ?? matrixChart(view)), name);
}

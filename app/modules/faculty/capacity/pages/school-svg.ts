import { scoped, svgAnswer } from '#app/platform/web.server.ts';
import { chartSvg } from '#app/ui/chart.ts';
import { capacityGround } from '../queries.server.ts';
import { capacitySearch } from '../schema.ts';
import { viewOf } from '../view.ts';
import { capacityChart } from '../words.ts';
import type { Route } from './+types/school-svg';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = capacitySearch(request);
  const { year, view } = await scoped({ context, request, slug: params.school }, async (scope) => {
    const ground = await capacityGround(scope, search.year);
    return { year: ground.year, view: viewOf(ground, search) };
  });
  return svgAnswer(chartSvg(capacityChart(view.lines)), `capacity-${params.school}-${year}.svg`);
}

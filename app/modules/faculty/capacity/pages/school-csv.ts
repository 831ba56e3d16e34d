import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { capacityGround } from '../queries.server.ts';
import { capacitySearch } from '../schema.ts';
import { viewOf } from '../view.ts';
import { capacityHead, capacityLine } from '../written.ts';
import type { Route } from './+types/school-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = capacitySearch(request);
  const { year, view } = await scoped({ context, request, slug: params.school }, async (scope) => {
    const ground = await capacityGround(scope, search.year);
    return { year: ground.year, view: viewOf(ground, search) };
  });
  return csvAnswer(
    csvText([capacityHead, ...view.lines.map(capacityLine), capacityLine(view.whole)]),
    `capacity-${params.school}-${year}.csv`,
  );
}

import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { crosswalk } from '../queries.server.ts';
import { CrosswalkPath } from '../schema.ts';
import { crosswalkCsv } from '../written.ts';
import type { Route } from './+types/crosswalk-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const text = await scoped({ context, request }, async (scope) => {
    return crosswalkCsv(await crosswalk(scope, addressed(CrosswalkPath, params, 'This crosswalk')));
  });
  return csvAnswer(text, `crosswalk-${params.from}-${params.to}.csv`);
}

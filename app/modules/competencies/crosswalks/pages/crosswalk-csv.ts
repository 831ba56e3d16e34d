import { missing } from '#app/platform/problem.ts';
import { scoped } from '#app/platform/web.server.ts';
import { crosswalk } from '../queries.server.ts';
import { CrosswalkPath } from '../schema.ts';
import { crosswalkCsv } from '../written.ts';
import type { Route } from './+types/crosswalk-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const text = await scoped({ context, request }, async (scope) => {
    const path = CrosswalkPath.safeParse(params);
    if (!path.success) throw missing('This crosswalk');
    return crosswalkCsv(await crosswalk(scope, path.data));
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="crosswalk-${params.from}-${params.to}.csv"`,
    },
  });
}

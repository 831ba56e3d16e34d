import { csvText } from '#app/platform/csv.ts';
import { scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { scanOverview } from '../queries.server.ts';
import { keywordHead, keywordLine, writtenScan } from '../written.ts';
import type { Route } from './+types/scan-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const overview = await scoped({ context, request, slug: params.school }, (scope) => scanOverview(scope, search.year));
  const { year, keywords } = writtenScan(overview);
  const name = `scan-${params.school}-${year ?? 'empty'}.csv`;
  return new Response(csvText([keywordHead, ...keywords.map(keywordLine)]), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  });
}

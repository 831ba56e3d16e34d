import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { scanOverview } from '../queries.server.ts';
import { keywordHead, keywordLine, writtenScan } from '../written.ts';
import type { Route } from './+types/scan-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const overview = await scoped({ context, request, slug: params.school }, (scope) => scanOverview(scope, search.year));
  const { year, keywords } = writtenScan(overview);
  return csvAnswer(csvText([keywordHead, ...keywords.map(keywordLine)]), `scan-${params.school}-${year ?? 'empty'}.csv`);
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { everyHit } from '../list-queries.server.ts';
import { ListSearch } from '../schema.ts';
import { hitHead, hitLine } from '../written.ts';
import type { Route } from './+types/list-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ListSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { year, rows } = await scoped({ context, request, slug: params.school }, (scope) => everyHit(scope, search));
  return csvAnswer(csvText([hitHead, ...rows.map(hitLine)]), `suggestions-${params.school}-${year ?? 'empty'}.csv`);
}

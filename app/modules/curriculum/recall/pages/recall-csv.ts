import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recallPage } from '../queries.server.ts';
import { RecallSearch } from '../schema.ts';
import { recallHead, recallLine, writtenRecall } from '../written.ts';
import type { Route } from './+types/recall-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = RecallSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const written = writtenRecall(await scoped({ context, request, slug: params.school }, (scope) => recallPage(scope, search)));
  return csvAnswer(csvText([recallHead, ...written.readers.map(recallLine)]), `recall-${params.school}-${written.year ?? 'empty'}.csv`);
}

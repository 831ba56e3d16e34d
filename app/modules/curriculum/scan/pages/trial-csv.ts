import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { trialOnYear } from '../trial-queries.server.ts';
import { trialSearch } from '../trial-search.ts';
import { trialHead, trialLine, writtenTrial } from '../trial-written.ts';
import type { Route } from './+types/trial-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = trialSearch(request);
  const { year, added, lost } = writtenTrial(
    await scoped({ context, request, slug: params.school }, (scope) => trialOnYear(scope, search)),
  );
  const lines = [...added.map((hit) => trialLine('added', hit)), ...lost.map((hit) => trialLine('lost', hit))];
  return csvAnswer(csvText([trialHead, ...lines]), `trial-${params.school}-${year ?? 'empty'}.csv`);
}

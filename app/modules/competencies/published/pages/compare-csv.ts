import { csvText } from '#app/platform/csv.ts';
import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { comparisonTable, linesShown } from '../../drafting/comparison-words.ts';
import { comparedVersions } from '../../drafting/queries.server.ts';
import { ComparisonSearch } from '../../drafting/schema.ts';
import type { Route } from './+types/compare-csv';

export async function loader({ params, request }: Route.LoaderArgs) {
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { from, to, comparison } = await publicly((scope) => comparedVersions(scope, { ...search, slug: params.framework }));
  return openAnswer(request, {
    body: csvText(comparisonTable(linesShown(comparison, search.show))),
    type: 'text/csv; charset=utf-8',
    name: `${to.slug}-${from.number}-${to.number}.csv`,
  });
}

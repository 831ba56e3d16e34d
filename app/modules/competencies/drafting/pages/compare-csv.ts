import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { seatOf } from '../../rules.ts';
import { comparisonTable, linesShown } from '../comparison-words.ts';
import { comparedVersions } from '../queries.server.ts';
import { ComparisonSearch } from '../schema.ts';
import type { Route } from './+types/compare-csv';

/** The lines of a comparison of two versions as CSV. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { comparison } = await scoped({ context, request, slug }, (scope) =>
    comparedVersions(scope, { ...search, slug: params.framework }),
  );
  return csvAnswer(csvText(comparisonTable(linesShown(comparison, search.show))), `${params.framework}-changes.csv`);
}

import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { coverageCsv } from '../document.ts';
import { viewCsv } from '../full-document.ts';
import { writtenCoverage } from '../queries.server.ts';
import { CoverageSearch } from '../schema.ts';
import type { Route } from './+types/coverage-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = CoverageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const document = await scoped({ context, request, slug: params.school }, (scope) => writtenCoverage(scope, chosen));
  const text = chosen.view === undefined ? coverageCsv(document) : viewCsv(document, chosen.view);
  const name = chosen.view === undefined ? 'coverage' : `coverage-${chosen.view}`;
  return csvAnswer(text, `${name}-${params.school}-${document.year ?? 'empty'}.csv`);
}

import { memberOf, scoped } from '#app/platform/web.server.ts';
import { seatOf } from '../../rules.ts';
import { comparisonDocument } from '../comparison-words.ts';
import { comparedVersions } from '../queries.server.ts';
import { ComparisonSearch } from '../schema.ts';
import type { Route } from './+types/compare-json';

/** The lines of a comparison of two versions as JSON. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const compared = await scoped({ context, request, slug }, (scope) => comparedVersions(scope, { ...search, slug: params.framework }));
  return Response.json(comparisonDocument(compared, search.show));
}

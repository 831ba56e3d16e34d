import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { comparisonDocument } from '../../drafting/comparison-words.ts';
import { comparedVersions } from '../../drafting/queries.server.ts';
import { ComparisonSearch } from '../../drafting/schema.ts';
import type { Route } from './+types/compare-json';

export async function loader({ params, request }: Route.LoaderArgs) {
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const compared = await publicly((scope) => comparedVersions(scope, { ...search, slug: params.framework }));
  return openAnswer(request, { body: JSON.stringify(comparisonDocument(compared, search.show)), type: 'application/json; charset=utf-8' });
}

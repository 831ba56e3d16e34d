import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { comparisonDocument } from '../document.ts';
import { comparisonOf } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/round-compare-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const compared = await scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, (scope) =>
    comparisonOf(scope, params.round),
  );
  return Response.json(comparisonDocument(compared, compareSearch(request)));
}

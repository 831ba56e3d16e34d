import { scoped } from '#app/platform/web.server.ts';
import { trialOnYear } from '../trial-queries.server.ts';
import { trialSearch } from '../trial-search.ts';
import { writtenTrial } from '../trial-written.ts';
import type { Route } from './+types/trial-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = trialSearch(request);
  return Response.json(writtenTrial(await scoped({ context, request, slug: params.school }, (scope) => trialOnYear(scope, search))));
}

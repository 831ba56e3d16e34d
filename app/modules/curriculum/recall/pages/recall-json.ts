import { scoped } from '#app/platform/web.server.ts';
import { recallPage } from '../queries.server.ts';
import { RecallSearch } from '../schema.ts';
import { writtenRecall } from '../written.ts';
import type { Route } from './+types/recall-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = RecallSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const written = writtenRecall(await scoped({ context, request, slug: params.school }, (scope) => recallPage(scope, search)));
  return Response.json(written);
}

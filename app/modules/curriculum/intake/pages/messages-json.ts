import { scoped } from '#app/platform/web.server.ts';
import { importMessages } from '../queries.server.ts';
import { importIdOf, MessageSearch } from '../schema.ts';
import type { Route } from './+types/messages-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = MessageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(
    await scoped({ context, request, slug: params.school }, (scope) => importMessages(scope, importIdOf(params), search)),
  );
}

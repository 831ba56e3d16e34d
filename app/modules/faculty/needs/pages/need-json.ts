import { memberOf, scoped } from '#app/platform/web.server.ts';
import { needOf } from '../queries.server.ts';
import { needSeatOf } from '../seat.ts';
import { needDocument } from '../written.ts';
import type { Route } from './+types/need-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = needSeatOf(memberOf(context, request), new URL(request.url).searchParams.get('as'));
  return Response.json(needDocument(await scoped({ context, request, slug }, (scope) => needOf(scope, params.need))));
}

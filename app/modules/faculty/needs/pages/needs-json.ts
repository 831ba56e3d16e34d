import { memberOf, scoped } from '#app/platform/web.server.ts';
import { needBoard } from '../queries.server.ts';
import { NeedSearch } from '../schema.ts';
import { needSeatOf } from '../seat.ts';
import { needDocument } from '../written.ts';
import type { Route } from './+types/needs-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const slug = needSeatOf(memberOf(context, request), searchParams.get('as'));
  const { needs } = await scoped({ context, request, slug }, (scope) =>
    needBoard(scope, NeedSearch.parse(Object.fromEntries(searchParams))),
  );
  return Response.json(needs.map(needDocument));
}

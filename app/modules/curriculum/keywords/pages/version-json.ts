import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { versionOfList } from '../queries.server.ts';
import { writtenVersion } from '../written.ts';
import type { Route } from './+types/version-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const { list } = await scoped({ context, request, slug }, (scope) => versionOfList(scope, params));
  return Response.json(writtenVersion(list));
}

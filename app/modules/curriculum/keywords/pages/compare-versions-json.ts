import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { differenceInFile } from '../queries.server.ts';
import type { Route } from './+types/compare-versions-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return Response.json(await scoped({ context, request, slug }, (scope) => differenceInFile(scope, params)));
}

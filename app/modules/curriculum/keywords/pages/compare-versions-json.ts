import { missing } from '#app/platform/problem.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { versionCompared } from '../queries.server.ts';
import { writtenDifference } from '../written.ts';
import type { Route } from './+types/compare-versions-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const written = await scoped({ context, request, slug }, async (scope) => {
    const { list, earlier, difference } = await versionCompared(scope, params);
    if (difference === null) throw missing('An earlier version of this list');
    return writtenDifference(difference, { from: earlier, to: list });
  });
  return Response.json(written);
}

import { memberOf, scoped } from '#app/platform/web.server.ts';
import { countedYear, reportFigures } from '../queries.server.ts';
import { reportSeat } from '../rules.ts';
import type { Route } from './+types/reports-json';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: reportSeat(memberOf(context, request)) }, async (scope) => {
    const year = await countedYear(scope, new URL(request.url).searchParams.get('year'));
    const { own, all } = await reportFigures(scope, year);
    return Response.json({ year, school: scope.actor.school?.name ?? null, own, all });
  });
}

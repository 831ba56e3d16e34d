import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { countedYear, reportFigures } from '../queries.server.ts';
import { reportSeat } from '../rules.ts';
import { reportHead, reportLines } from '../written.ts';
import type { Route } from './+types/reports-csv';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: reportSeat(memberOf(context, request)) }, async (scope) => {
    const year = await countedYear(scope, new URL(request.url).searchParams.get('year'));
    const { own, all } = await reportFigures(scope, year);
    const lines = [...reportLines(scope.actor.school?.name ?? '', own), ...reportLines('All schools', all)];
    return csvAnswer(csvText([reportHead, ...lines]), `graduates-${year}.csv`);
  });
}

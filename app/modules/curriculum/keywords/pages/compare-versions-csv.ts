import { csvText } from '#app/platform/csv.ts';
import { missing } from '#app/platform/problem.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { versionCompared } from '../queries.server.ts';
import { changesHead, changesLine, writtenDifference } from '../written.ts';
import type { Route } from './+types/compare-versions-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const written = await scoped({ context, request, slug }, async (scope) => {
    const { list, earlier, difference } = await versionCompared(scope, params);
    if (difference === null) throw missing('An earlier version of this list');
    return writtenDifference(difference, { from: earlier, to: list });
  });
  return csvAnswer(
    csvText([changesHead, ...written.changes.map(changesLine)]),
    `keywords-${params.list}-${written.from}-${written.to}.csv`,
  );
}

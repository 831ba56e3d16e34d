import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { differenceInFile } from '../queries.server.ts';
import { changesHead, changesLine } from '../written.ts';
import type { Route } from './+types/compare-versions-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const written = await scoped({ context, request, slug }, (scope) => differenceInFile(scope, params));
  return csvAnswer(
    csvText([changesHead, ...written.changes.map(changesLine)]),
    `keywords-${params.list}-${written.from}-${written.to}.csv`,
  );
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { needOf } from '../queries.server.ts';
import { needSeatOf } from '../seat.ts';
import { evidenceHead, evidenceLines } from '../written.ts';
import type { Route } from './+types/need-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = needSeatOf(memberOf(context, request), new URL(request.url).searchParams.get('as'));
  const { evidence } = await scoped({ context, request, slug }, (scope) => needOf(scope, params.need));
  return csvAnswer(csvText([evidenceHead, ...evidenceLines(evidence)]), 'need.csv');
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { boardOf } from '../board-queries.server.ts';
import { boardDocument, boardHead, boardLine } from '../written.ts';
import type { Route } from './+types/round-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const board = await scoped({ context, request, slug }, (scope) => boardOf(scope, params.round));
  const { round, steps } = boardDocument(board, new Date());
  return csvAnswer(csvText([boardHead, ...steps.map(boardLine)]), `round-${round}.csv`);
}

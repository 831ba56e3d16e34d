import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { boardOf } from '../board-queries.server.ts';
import { boardDocument } from '../written.ts';
import type { Route } from './+types/round-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const board = await scoped({ context, request, slug }, (scope) => boardOf(scope, params.round));
  return Response.json(boardDocument(board, new Date()));
}

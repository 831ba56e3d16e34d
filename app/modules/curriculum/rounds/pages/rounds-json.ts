import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { rounds } from '../board-queries.server.ts';
import { roundsDocument } from '../written.ts';
import type { Route } from './+types/rounds-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return Response.json(roundsDocument(await scoped({ context, request, slug }, rounds)));
}

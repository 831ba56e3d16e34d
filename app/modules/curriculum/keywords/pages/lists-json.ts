import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { keywordLists } from '../queries.server.ts';
import { writtenLists } from '../written.ts';
import type { Route } from './+types/lists-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return Response.json(writtenLists(await scoped({ context, request, slug }, keywordLists)));
}

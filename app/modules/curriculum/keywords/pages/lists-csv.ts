import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { keywordLists } from '../queries.server.ts';
import { listsHead, listsLine, writtenLists } from '../written.ts';
import type { Route } from './+types/lists-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const { lists } = writtenLists(await scoped({ context, request, slug }, keywordLists));
  return csvAnswer(csvText([listsHead, ...lists.map(listsLine)]), 'keyword-lists.csv');
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { versionOfList } from '../queries.server.ts';
import { wordsHead, wordsLine, writtenVersion } from '../written.ts';
import type { Route } from './+types/version-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const { list } = await scoped({ context, request, slug }, (scope) => versionOfList(scope, params));
  const { keywords } = writtenVersion(list);
  return csvAnswer(csvText([wordsHead, ...keywords.map(wordsLine)]), `keywords-${list.slug}-${list.version}.csv`);
}

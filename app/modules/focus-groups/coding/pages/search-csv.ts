import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Sought } from '../schema.ts';
import { search } from '../search-queries.server.ts';
import type { Route } from './+types/search-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { q } = Sought.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { found } = await scoped({ context, request }, async (scope) => search(scope, await studyNamed(scope, params.study), q));
  const lines = found.map(({ where, title, of, before, words, behind }) => [where, title, of, before, words, behind]);
  return csvAnswer(csvText([['where', 'in', 'of', 'before', 'words', 'behind'], ...lines]), `search-${params.study}.csv`);
}

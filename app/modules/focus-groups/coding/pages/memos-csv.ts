import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { memos } from '../memo-queries.server.ts';
import type { Route } from './+types/memos-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const all = await scoped({ context, request }, async (scope) => memos(scope, await studyNamed(scope, params.study)));
  const lines = all.map(({ about, of, words, author, at, id }) => [about, of, words, author, at.toISOString(), id]);
  return csvAnswer(csvText([['about', 'of', 'memo', 'author', 'at', 'id'], ...lines]), `memos-${params.study}.csv`);
}

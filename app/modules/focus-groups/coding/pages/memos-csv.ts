import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { memosToFile } from '../memo-queries.server.ts';
import type { Route } from './+types/memos-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await memosToFile(scope, study);
    const lines = rows.map(({ about, of, words, author, at, id }) => [about, of, words, author, at.toISOString(), id]);
    const text = csvText([['about', 'of', 'memo', 'author', 'at', 'id'], ...lines]);
    await recordText(scope, study, { kind: 'memos', format: 'csv', text, participants });
    return csvAnswer(text, `memos-${params.study}.csv`);
  });
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Sought } from '../schema.ts';
import { foundToFile } from '../search-queries.server.ts';
import type { Route } from './+types/search-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { q } = Sought.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await foundToFile(scope, study, q);
    const lines = rows.map(({ where, title, of, before, words, behind }) => [where, title, of, before, words, behind]);
    const text = csvText([['where', 'in', 'of', 'before', 'words', 'behind'], ...lines]);
    await recordText(scope, study, { kind: 'search', format: 'csv', text, participants });
    return csvAnswer(text, `search-${params.study}.csv`);
  });
}

import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { memosToFile } from '../memo-queries.server.ts';
import type { Route } from './+types/memos-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await memosToFile(scope, study);
    const text = JSON.stringify({ study: study.title, total: rows.length, memos: rows });
    await recordText(scope, study, { kind: 'memos', format: 'json', text, participants });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

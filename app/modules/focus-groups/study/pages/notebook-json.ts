import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../export-commands.server.ts';
import { notesToFile } from '../notebook-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import type { Route } from './+types/notebook-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await notesToFile(scope, study);
    const text = JSON.stringify({ study: study.title, total: rows.length, notes: rows });
    await recordText(scope, study, { kind: 'notebook', format: 'json', text, counts: { notes: rows.length }, participants });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

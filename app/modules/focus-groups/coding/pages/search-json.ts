import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Sought } from '../schema.ts';
import { foundToFile } from '../search-queries.server.ts';
import type { Route } from './+types/search-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { q } = Sought.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await foundToFile(scope, study, q);
    const text = JSON.stringify({ study: study.title, words: q, total: rows.length, found: rows });
    await recordText(scope, study, { kind: 'search', format: 'json', text, participants });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

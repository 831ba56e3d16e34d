import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themePresence } from '../presence-queries.server.ts';
import { themesIn } from '../presence-rows.ts';
import type { Route } from './+types/matrix-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const isOutside = new URL(request.url).searchParams.get('view') === 'outside';
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, sites } = await themePresence(scope, study, { isOutside });
    const text = JSON.stringify({ study: study.title, isOutside, sites: sites.map(({ name }) => name), rows });
    await recordText(scope, study, { kind: 'themes', format: 'json', text, themes: themesIn(rows) });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

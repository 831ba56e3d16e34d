import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themesWithGrounds } from '../queries.server.ts';
import { themeDocument } from '../theme-document.ts';
import type { Route } from './+types/themes-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const themes = await themesWithGrounds(scope, study);
    const text = JSON.stringify({
      study: study.title,
      total: themes.length,
      themes: themes.map((theme) => {
        const { passages, ...said } = themeDocument(theme);
        return { ...said, passages: passages.length };
      }),
    });
    await recordText(scope, study, { kind: 'themes', format: 'json', text, themes: themes.map(({ id }) => id) });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

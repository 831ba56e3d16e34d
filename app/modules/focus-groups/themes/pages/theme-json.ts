import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themeToFile } from '../queries.server.ts';
import { themeDocument } from '../theme-document.ts';
import type { Route } from './+types/theme-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const theme = await themeToFile(scope, study, themeId);
    const text = JSON.stringify({ study: study.title, ...themeDocument(theme) });
    await recordText(scope, study, {
      kind: 'quotes',
      format: 'json',
      text,
      counts: { passages: theme.passages.length },
      participants: theme.passages.filter(({ words, mayPrint }) => words !== null && mayPrint).flatMap(({ participants }) => participants),
      themes: [themeId],
    });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

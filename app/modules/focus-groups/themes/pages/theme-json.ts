import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { takeThemeOut } from '../export-commands.server.ts';
import { themeDocument } from '../theme-document.ts';
import type { Route } from './+types/theme-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const write = (theme: Parameters<typeof themeDocument>[0]) => JSON.stringify({ study: study.title, ...themeDocument(theme) });
    const text = await takeThemeOut(scope, study, { themeId, format: 'json', write });
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
}

import * as z from 'zod';
import { csvText } from '#app/platform/csv.ts';
import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { takeThemeOut } from '../export-commands.server.ts';
import { passageLines } from '../theme-document.ts';
import type { Route } from './+types/theme-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const text = await takeThemeOut(scope, study, { themeId, format: 'csv', write: (theme) => csvText(passageLines(theme)) });
    return csvAnswer(text, `theme-${params.study}.csv`);
  });
}

import { createHash } from 'node:crypto';
import * as z from 'zod';
import { csvText } from '#app/platform/csv.ts';
import { addressed } from '#app/platform/form.ts';
import { missing } from '#app/platform/problem.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordExport } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themesWithGrounds } from '../queries.server.ts';
import { passageLines } from '../theme-document.ts';
import type { Route } from './+types/theme-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const theme = (await themesWithGrounds(scope, study)).find(({ id }) => id === themeId);
    if (!theme) throw missing('This theme');
    const text = csvText(passageLines(theme));
    await recordExport(scope, study, {
      kind: 'quotes',
      format: 'csv',
      hash: createHash('sha256').update(text).digest('hex'),
      counts: { passages: theme.passages.length },
      participants: theme.passages.filter(({ words, mayPrint }) => words !== null && mayPrint).flatMap(({ participants }) => participants),
      themes: [themeId],
    });
    return csvAnswer(text, `theme-${params.study}.csv`);
  });
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themePresence } from '../presence-queries.server.ts';
import { presenceLines, themesIn } from '../presence-rows.ts';
import type { Route } from './+types/matrix-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const isOutside = new URL(request.url).searchParams.get('view') === 'outside';
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, sites } = await themePresence(scope, study, { isOutside });
    const text = csvText(presenceLines(rows, sites));
    await recordText(scope, study, { kind: 'themes', format: 'csv', text, themes: themesIn(rows) });
    return csvAnswer(text, `themes-by-school-${params.study}.csv`);
  });
}

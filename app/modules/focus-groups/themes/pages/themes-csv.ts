import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordText } from '../../study/export-commands.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themesWithGrounds } from '../queries.server.ts';
import { themeLines } from '../theme-document.ts';
import type { Route } from './+types/themes-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const themes = await themesWithGrounds(scope, study);
    const text = csvText(themeLines(themes));
    await recordText(scope, study, { kind: 'themes', format: 'csv', text, themes: themes.map(({ id }) => id) });
    return csvAnswer(text, `themes-${params.study}.csv`);
  });
}

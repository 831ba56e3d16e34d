import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themesWithGrounds } from '../queries.server.ts';
import { themeLines } from '../theme-document.ts';
import type { Route } from './+types/themes-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const themes = await scoped({ context, request }, async (scope) => themesWithGrounds(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText(themeLines(themes)), `themes-${params.study}.csv`);
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { themePresence } from '../presence-queries.server.ts';
import { presenceLines } from '../presence-rows.ts';
import type { Route } from './+types/matrix-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const isOutside = new URL(request.url).searchParams.get('view') === 'outside';
  const { rows, sites } = await scoped({ context, request }, async (scope) =>
    themePresence(scope, await studyNamed(scope, params.study), { isOutside }),
  );
  return csvAnswer(csvText(presenceLines(rows, sites)), `themes-by-school-${params.study}.csv`);
}

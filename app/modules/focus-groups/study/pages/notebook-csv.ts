import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { notes } from '../notebook-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { noteHead, noteLine } from '../written.ts';
import type { Route } from './+types/notebook-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const rows = await scoped({ context, request }, async (scope) => notes(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText([noteHead, ...rows.map(noteLine)]), `notebook-${params.study}.csv`);
}

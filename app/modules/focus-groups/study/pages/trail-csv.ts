import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { trail } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { trailHead, trailLine } from '../written.ts';
import type { Route } from './+types/trail-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const rows = await scoped({ context, request }, async (scope) => trail(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText([trailHead, ...rows.map(trailLine)]), `trail-${params.study}.csv`);
}

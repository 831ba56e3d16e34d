import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { roundToRead } from '../queries.server.ts';
import { pointLines } from '../written.ts';
import type { Route } from './+types/points-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { points, answers } = await scoped({ context, request }, (scope) => roundToRead(scope, params.round));
  return csvAnswer(csvText(pointLines(points, answers.length)), `points-${params.round}.csv`);
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { wholeGoal } from '../queries.server.ts';
import { goalLines } from '../written.ts';
import type { Route } from './+types/goal-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { sentences, sources } = await scoped({ context, request }, (scope) => wholeGoal(scope, Number(params.number)));
  return csvAnswer(csvText(goalLines(sentences, sources)), `shared-goal-${Number(params.number)}.csv`);
}

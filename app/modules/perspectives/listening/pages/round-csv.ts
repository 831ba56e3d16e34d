import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { numbersOf } from '../queries.server.ts';
import { promptLines } from '../written.ts';
import type { Route } from './+types/round-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { prompts } = await scoped({ context, request }, (scope) => numbersOf(scope, params.round));
  return csvAnswer(csvText(promptLines(prompts)), `listening-${params.round}.csv`);
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { roundToRead } from '../queries.server.ts';
import { answerLines } from '../written.ts';
import type { Route } from './+types/read-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { answers, prompts } = await scoped({ context, request }, (scope) => roundToRead(scope, params.round));
  return csvAnswer(csvText(answerLines(answers, prompts)), `said-${params.round}.csv`);
}

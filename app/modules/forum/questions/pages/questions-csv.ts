import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inForum } from '../../events/in-forum.server.ts';
import { questionsToModerate } from '../queries.server.ts';
import { questionHead, questionLine } from '../written.ts';
import type { Route } from './+types/questions-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { questions } = await inForum({ context, request, event: params.event }, (scope) => questionsToModerate(scope, params.event));
  return csvAnswer(csvText([questionHead, ...questions.map(questionLine)]), `${params.event}-questions.csv`);
}

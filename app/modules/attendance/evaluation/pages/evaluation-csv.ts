import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { evaluationRead } from '../queries.server.ts';
import { answerHead, answerLines } from '../written.ts';
import type { Route } from './+types/evaluation-csv';

export async function loader(asked: Route.LoaderArgs) {
  const { sums } = await inOccasion(asked, (scope, { id }) => evaluationRead(scope, id));
  return csvAnswer(csvText([answerHead, ...answerLines(sums ?? [])]), 'evaluation.csv');
}

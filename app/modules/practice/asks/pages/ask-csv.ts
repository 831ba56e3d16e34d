import { csvText } from '#app/platform/csv.ts';
import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { doneOrNot } from '../queries.server.ts';
import { AskPath } from '../schema.ts';
import type { Route } from './+types/ask-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { school, ask } = addressed(AskPath, params, 'This ask');
  const students = await scoped({ context, request, slug: school }, (scope) => doneOrNot(scope, ask));
  const lines = (students ?? []).map(({ name, isDone }) => [name, isDone ? 'done' : 'not done']);
  return csvAnswer(csvText([['student', 'done'], ...lines]), 'observed-conversations.csv');
}

import { scoped } from '#app/platform/web.server.ts';
import { roundToRead } from '../queries.server.ts';
import { writtenAnswers } from '../written.ts';
import type { Route } from './+types/read-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { answers, prompts } = await scoped({ context, request }, (scope) => roundToRead(scope, params.round));
  const rows = writtenAnswers(answers, prompts);
  return Response.json({ total: rows.length, answers: rows });
}

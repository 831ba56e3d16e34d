import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { sessions } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { sessionHead, sessionLine } from '../written.ts';
import type { Route } from './+types/sessions-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const rows = await scoped({ context, request }, async (scope) => sessions(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText([sessionHead, ...rows.map(sessionLine)]), `sessions-${params.study}.csv`);
}

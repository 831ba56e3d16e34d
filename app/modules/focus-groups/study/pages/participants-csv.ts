import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { participants } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { participantHead, participantLine } from '../written.ts';
import type { Route } from './+types/participants-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const rows = await scoped({ context, request }, async (scope) => participants(scope, await studyNamed(scope, params.study)));
  return csvAnswer(csvText([participantHead, ...rows.map(participantLine)]), `participants-${params.study}.csv`);
}

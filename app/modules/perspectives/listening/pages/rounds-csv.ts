import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { listeningRounds } from '../queries.server.ts';
import { roundLines } from '../written.ts';
import type { Route } from './+types/rounds-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  return csvAnswer(csvText(roundLines(await scoped({ context, request }, listeningRounds))), 'listening-rounds.csv');
}

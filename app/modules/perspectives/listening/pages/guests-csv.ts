import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { guestsToKeep } from '../queries.server.ts';
import { guestLines } from '../written.ts';
import type { Route } from './+types/guests-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const guests = await scoped({ context, request }, (scope) => guestsToKeep(scope, params.round));
  return csvAnswer(csvText(guestLines(guests)), `guests-${params.round}.csv`);
}

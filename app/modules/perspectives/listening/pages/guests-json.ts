import { scoped } from '#app/platform/web.server.ts';
import { guestsToKeep } from '../queries.server.ts';
import { writtenGuests } from '../written.ts';
import type { Route } from './+types/guests-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const guests = writtenGuests(await scoped({ context, request }, (scope) => guestsToKeep(scope, params.round)));
  return Response.json({ total: guests.length, guests });
}

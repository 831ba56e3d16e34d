import { scoped } from '#app/platform/web.server.ts';
import { listeningRounds } from '../queries.server.ts';
import { writtenRounds } from '../written.ts';
import type { Route } from './+types/rounds-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const rounds = writtenRounds(await scoped({ context, request }, listeningRounds));
  return Response.json({ total: rounds.length, rounds });
}

import { scoped } from '#app/platform/web.server.ts';
import { ownEntries } from '../queries.server.ts';
import type { Route } from './+types/entries-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  return Response.json({ conversations: await scoped({ context, request }, ownEntries) });
}

import { scoped } from '#app/platform/web.server.ts';
import { keptPublications } from '../queries.server.ts';
import type { Route } from './+types/kept-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const publications = await scoped({ context, request }, keptPublications);
  return Response.json({ total: publications.length, publications });
}

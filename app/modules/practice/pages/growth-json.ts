import { scoped } from '#app/platform/web.server.ts';
import { ownGrowth } from '../growth/queries.server.ts';
import type { Route } from './+types/growth-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  return Response.json({ growth: await scoped({ context, request }, ownGrowth) });
}

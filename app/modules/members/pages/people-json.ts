import { scoped } from '#app/platform/web.server.ts';
import { whoIsWhere } from '../queries.server.ts';
import { writtenRoles } from '../written.ts';
import type { Route } from './+types/people-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const roles = writtenRoles(await scoped({ context, request }, whoIsWhere));
  return Response.json({ total: roles.length, roles });
}

import { scoped } from '#app/platform/web.server.ts';
import { goalVersions } from '../queries.server.ts';
import { writtenVersions } from '../written.ts';
import type { Route } from './+types/goals-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const versions = writtenVersions(await scoped({ context, request }, goalVersions));
  return Response.json({ total: versions.length, versions });
}

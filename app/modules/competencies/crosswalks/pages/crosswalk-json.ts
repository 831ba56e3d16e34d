import { missing } from '#app/platform/problem.ts';
import { scoped } from '#app/platform/web.server.ts';
import { crosswalk } from '../queries.server.ts';
import { CrosswalkPath } from '../schema.ts';
import { crosswalkDocument } from '../written.ts';
import type { Route } from './+types/crosswalk-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const document = await scoped({ context, request }, async (scope) => {
    const path = CrosswalkPath.safeParse(params);
    if (!path.success) throw missing('This crosswalk');
    return crosswalkDocument(await crosswalk(scope, path.data));
  });
  return Response.json(document);
}

import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { crosswalk } from '../queries.server.ts';
import { CrosswalkPath } from '../schema.ts';
import { crosswalkDocument } from '../written.ts';
import type { Route } from './+types/crosswalk-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const document = await scoped({ context, request }, async (scope) => {
    return crosswalkDocument(await crosswalk(scope, addressed(CrosswalkPath, params, 'This crosswalk')));
  });
  return Response.json(document);
}

import { scoped } from '#app/platform/web.server.ts';
import { ownShelf } from '../items/queries.server.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/shelf-json';

/** The own items of a shelf, for those who see it. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const items = await scoped({ context, request, slug: schoolOfShelf(params.school) }, ownShelf);
  return Response.json({ total: items.length, items });
}

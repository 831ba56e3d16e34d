import { scoped } from '#app/platform/web.server.ts';
import { adoptionsOf } from '../adoption/queries.server.ts';
import { usesDocument } from '../adoption/uses-document.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/uses-json';

/** What a school uses, for its members. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const uses = await scoped({ context, request, slug: schoolOfShelf(params.school) }, (scope) => adoptionsOf(scope, new Date()));
  return Response.json({ uses: usesDocument(uses) });
}

import { scoped } from '#app/platform/web.server.ts';
import { ownDocument } from '../document.ts';
import { ownLessons } from '../own-queries.server.ts';
import type { Route } from './+types/school-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return Response.json(ownDocument(await scoped({ context, request, slug: params.school }, ownLessons)));
}

import { scoped } from '#app/platform/web.server.ts';
import { seenGround } from '../queries.server.ts';
import { releaseSearch } from '../schema.ts';
import { seenDocument } from '../seen-document.ts';
import type { Route } from './+types/release-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = releaseSearch(request);
  const ground = await scoped({ context, request, slug: params.school }, (scope) => seenGround(scope, asked.round));
  return Response.json(seenDocument(ground, asked.as));
}

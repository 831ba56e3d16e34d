import { scoped } from '#app/platform/web.server.ts';
import { everyHit } from '../list-queries.server.ts';
import { ListSearch } from '../schema.ts';
import { writtenHit } from '../written.ts';
import type { Route } from './+types/list-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ListSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, rows } = await scoped({ context, request, slug: params.school }, (scope) => everyHit(scope, search));
  return Response.json({ school: school.name, year, total: rows.length, suggestions: rows.map(writtenHit) });
}

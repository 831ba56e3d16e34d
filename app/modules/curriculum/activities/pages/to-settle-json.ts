import { scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { toSettle } from '../settle-queries.server.ts';
import type { Route } from './+types/to-settle-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, matters, messages } = await scoped({ context, request, slug: params.school }, (scope) =>
    toSettle(scope, asked.year),
  );
  return Response.json({ school: school.name, year, matters, messages });
}

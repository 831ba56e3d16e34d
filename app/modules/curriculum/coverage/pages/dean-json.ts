import { scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { deanPage } from '../dean-queries.server.ts';
import type { Route } from './+types/dean-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, report } = await scoped({ context, request, slug: params.school }, (scope) => deanPage(scope, chosen));
  return Response.json({ school: school.name, year, ...report });
}

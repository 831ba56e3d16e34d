import { scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { directorsPage } from '../director-queries.server.ts';
import type { Route } from './+types/directors-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const page = await scoped({ context, request, slug: params.school }, (scope) => directorsPage(scope, year));
  return Response.json({ school: page.school.name, year: page.year, directors: page.directed, coursesWithoutDirector: page.undirected });
}

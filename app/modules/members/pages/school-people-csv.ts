import { ownSchool } from '#app/platform/actor.ts';
import { csvText } from '#app/platform/csv.ts';
import { scoped } from '#app/platform/web.server.ts';
import { peopleOfSchools } from '../queries.server.ts';
import { roleHead, roleLine, writtenRoles } from '../written.ts';
import type { Route } from './+types/school-people-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const atSchools = await scoped({ context, request, slug: params.school }, (scope) => peopleOfSchools(scope, ownSchool(scope.actor).id));
  return new Response(csvText([roleHead, ...writtenRoles({ inCollaborative: [], atSchools }).map(roleLine)]), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="people-${params.school}.csv"` },
  });
}

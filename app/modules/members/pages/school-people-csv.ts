import { ownSchool } from '#app/platform/actor.ts';
import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { peopleOfSchools } from '../queries.server.ts';
import { roleHead, roleLine, writtenRoles } from '../written.ts';
import type { Route } from './+types/school-people-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const atSchools = await scoped({ context, request, slug: params.school }, (scope) => peopleOfSchools(scope, ownSchool(scope.actor).id));
  return csvAnswer(csvText([roleHead, ...writtenRoles({ inCollaborative: [], atSchools }).map(roleLine)]), `people-${params.school}.csv`);
}

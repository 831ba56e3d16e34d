import { ownSchool } from '#app/platform/actor.ts';
import { scoped } from '#app/platform/web.server.ts';
import { peopleOfSchools } from '../queries.server.ts';
import { writtenRoles } from '../written.ts';
import type { Route } from './+types/school-people-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const atSchools = await scoped({ context, request, slug: params.school }, (scope) => peopleOfSchools(scope, ownSchool(scope.actor).id));
  const roles = writtenRoles({ inCollaborative: [], atSchools });
  return Response.json({ total: roles.length, roles });
}

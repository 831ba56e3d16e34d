import { scoped } from '#app/platform/web.server.ts';
import { numbersOf } from '../queries.server.ts';
import type { Route } from './+types/round-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return Response.json(await scoped({ context, request }, (scope) => numbersOf(scope, params.round)));
}

import { inOccasion } from '../../in-occasion.server.ts';
import { evaluationRead } from '../queries.server.ts';
import type { Route } from './+types/evaluation-json';

export async function loader(asked: Route.LoaderArgs) {
  return Response.json(await inOccasion(asked, (scope, { id }) => evaluationRead(scope, id)));
}

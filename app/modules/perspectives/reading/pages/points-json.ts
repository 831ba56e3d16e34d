import { scoped } from '#app/platform/web.server.ts';
import { roundToRead } from '../queries.server.ts';
import { writtenPoints } from '../written.ts';
import type { Route } from './+types/points-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { points, answers } = await scoped({ context, request }, (scope) => roundToRead(scope, params.round));
  const rows = writtenPoints(points, answers.length);
  return Response.json({ total: rows.length, points: rows });
}

import { inFaculty } from '../../in-faculty.server.ts';
import { reportedOutcomes } from '../reported-queries.server.ts';
import type { Route } from './+types/reported-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const outcomes = await inFaculty({ context, request }, reportedOutcomes);
  return Response.json(outcomes.map(({ isOwn, ...outcome }) => outcome));
}

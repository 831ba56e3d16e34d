import { inOccasion } from '../../in-occasion.server.ts';
import { allUncertain } from '../queries.server.ts';
import type { Route } from './+types/uncertain-json';

export async function loader(asked: Route.LoaderArgs) {
  const { occasion, lines } = await inOccasion(asked, async (scope, { id, title }) => ({
    occasion: title,
    lines: await allUncertain(scope, { id }),
  }));
  return Response.json({ occasion, total: lines.length, lines });
}

import { inOccasion } from '../../in-occasion.server.ts';
import { allPresences } from '../queries.server.ts';
import type { Route } from './+types/attendance-json';

export async function loader(asked: Route.LoaderArgs) {
  const { occasion, people } = await inOccasion(asked, async (scope, { id, title }) => ({
    occasion: title,
    people: await allPresences(scope, { id }),
  }));
  return Response.json({ occasion, total: people.length, people });
}

import { inOccasion } from '../../in-occasion.server.ts';
import { allPlaces } from '../queries.server.ts';
import type { Route } from './+types/places-json';

export async function loader(asked: Route.LoaderArgs) {
  const { occasion, places } = await inOccasion(asked, async (scope, { title }) => ({
    occasion: title,
    places: await allPlaces(scope, { id: asked.params.occasion }),
  }));
  return Response.json({ occasion, total: places.length, places });
}

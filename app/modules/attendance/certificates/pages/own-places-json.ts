import { scoped } from '#app/platform/web.server.ts';
import { ownPlaces } from '../own-queries.server.ts';
import { writtenOwnPlace } from '../written.ts';
import type { Route } from './+types/own-places-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past, certificates } = await scoped({ context, request }, (scope) => ownPlaces(scope, new Date(), null));
  const places = [...coming, ...past].map(writtenOwnPlace);
  return Response.json({
    total: places.length,
    places,
    certificates: certificates.map(({ placeId: _, ...certificate }) => certificate),
  });
}

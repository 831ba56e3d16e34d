import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { allPlaces } from '../queries.server.ts';
import { placeHead, placeLine } from '../written.ts';
import type { Route } from './+types/places-csv';

export async function loader(asked: Route.LoaderArgs) {
  const rows = await inOccasion(asked, (scope, occasion) => allPlaces(scope, occasion));
  return csvAnswer(csvText([placeHead, ...rows.map(placeLine)]), 'places.csv');
}

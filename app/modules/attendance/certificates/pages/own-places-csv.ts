import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ownPlaces } from '../own-queries.server.ts';
import { ownPlaceHead, ownPlaceLine } from '../written.ts';
import type { Route } from './+types/own-places-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past } = await scoped({ context, request }, (scope) => ownPlaces(scope, new Date(), null));
  return csvAnswer(csvText([ownPlaceHead, ...[...coming, ...past].map(ownPlaceLine)]), 'own-places.csv');
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { keptPublications } from '../queries.server.ts';
import { keptHead, keptLine } from '../written.ts';
import type { Route } from './+types/kept-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const kept = await scoped({ context, request }, keptPublications);
  return csvAnswer(csvText([keptHead, ...kept.map(keptLine)]), 'publications.csv');
}

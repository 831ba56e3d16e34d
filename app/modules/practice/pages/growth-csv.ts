import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { growthHead, growthLines } from '../growth/growth.ts';
import { ownGrowth } from '../growth/queries.server.ts';
import type { Route } from './+types/growth-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const growth = await scoped({ context, request }, ownGrowth);
  return csvAnswer(csvText([growthHead, ...growth.flatMap(growthLines)]), 'my-growth.csv');
}

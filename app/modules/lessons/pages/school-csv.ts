import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ownCsv } from '../document.ts';
import { ownLessons } from '../own-queries.server.ts';
import type { Route } from './+types/school-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return csvAnswer(ownCsv(await scoped({ context, request, slug: params.school }, ownLessons)), `lessons-${params.school}.csv`);
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inForum } from '../in-forum.server.ts';
import { allSeries } from '../queries.server.ts';
import { seriesHead, seriesLine } from '../written.ts';
import type { Route } from './+types/series-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const series = await inForum({ context, request }, allSeries);
  return csvAnswer(csvText([seriesHead, ...series.map(seriesLine)]), 'forum-series.csv');
}

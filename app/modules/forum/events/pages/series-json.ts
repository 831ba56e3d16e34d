import { inForum } from '../in-forum.server.ts';
import { allSeries } from '../queries.server.ts';
import { writtenSeries } from '../written.ts';
import type { Route } from './+types/series-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const series = await inForum({ context, request }, allSeries);
  return Response.json({ total: series.length, series: series.map(writtenSeries) });
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { allUncertain } from '../queries.server.ts';
import { uncertainHead, uncertainLine } from '../written.ts';
import type { Route } from './+types/uncertain-csv';

export async function loader(asked: Route.LoaderArgs) {
  const lines = await inOccasion(asked, allUncertain);
  return csvAnswer(csvText([uncertainHead, ...lines.map(uncertainLine)]), 'attendance-uncertain.csv');
}

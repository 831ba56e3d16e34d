import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { allPresences } from '../queries.server.ts';
import { presenceHead, presenceLine } from '../written.ts';
import type { Route } from './+types/attendance-csv';

export async function loader(asked: Route.LoaderArgs) {
  const people = await inOccasion(asked, allPresences);
  return csvAnswer(csvText([presenceHead, ...people.map(presenceLine)]), 'attendance.csv');
}

import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { reportedOutcomes } from '../reported-queries.server.ts';
import { reportedHead, reportedLines } from '../written.ts';
import type { Route } from './+types/reported-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const outcomes = await inFaculty({ context, request }, reportedOutcomes);
  return csvAnswer(csvText([reportedHead, ...reportedLines(outcomes)]), 'reported.csv');
}

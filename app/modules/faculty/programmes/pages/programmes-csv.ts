import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { allProgrammes } from '../queries.server.ts';
import { programmeHead, programmeLine } from '../written.ts';
import type { Route } from './+types/programmes-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const programmes = await inFaculty({ context, request }, allProgrammes);
  return csvAnswer(csvText([programmeHead, ...programmes.map(programmeLine)]), 'programmes.csv');
}

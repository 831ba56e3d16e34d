import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { offerings } from '../queries.server.ts';
import { offeringHead, offeringLine } from '../written.ts';
import type { Route } from './+types/offerings-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { coming, past } = await inFaculty({ context, request }, (scope) => offerings(scope, new Date()));
  return csvAnswer(csvText([offeringHead, ...[...coming, ...past].map(offeringLine)]), 'offerings.csv');
}

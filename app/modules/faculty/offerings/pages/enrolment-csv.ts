import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { enrolmentOf } from '../queries.server.ts';
import { enrolmentHead, enrolmentLine } from '../written.ts';
import type { Route } from './+types/enrolment-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { people } = await inFaculty({ context, request, offering: params.offering }, (scope) => enrolmentOf(scope, params.offering));
  return csvAnswer(csvText([enrolmentHead, ...people.map(enrolmentLine)]), `${params.offering}-enrolment.csv`);
}

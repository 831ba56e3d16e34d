import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { dayHere } from '../../../members/time-zone.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { peopleOf } from '../queries.server.ts';
import { personHead, personLine } from '../written.ts';
import type { Route } from './+types/people-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const today = dayHere(new Date());
  const { people } = await inFaculty({ context, request, programme: params.programme }, (scope) =>
    peopleOf(scope, params.programme, today),
  );
  return csvAnswer(csvText([personHead, ...people.map(personLine)]), `${params.programme}-people.csv`);
}

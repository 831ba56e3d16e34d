import { dayHere } from '../../../members/time-zone.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { peopleOf } from '../queries.server.ts';
import { writtenPerson } from '../written.ts';
import type { Route } from './+types/people-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const today = dayHere(new Date());
  const { people } = await inFaculty({ context, request, programme: params.programme }, (scope) =>
    peopleOf(scope, params.programme, today),
  );
  return Response.json({ total: people.length, people: people.map(writtenPerson) });
}

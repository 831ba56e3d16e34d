import { inFaculty } from '../../in-faculty.server.ts';
import { enrolmentOf } from '../queries.server.ts';
import { writtenEnrolment } from '../written.ts';
import type { Route } from './+types/enrolment-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { people, counts } = await inFaculty({ context, request, offering: params.offering }, (scope) =>
    enrolmentOf(scope, params.offering),
  );
  return Response.json({ total: people.length, people: people.map(writtenEnrolment), schools: counts });
}

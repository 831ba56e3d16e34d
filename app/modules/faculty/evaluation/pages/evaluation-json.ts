import { inFaculty } from '../../in-faculty.server.ts';
import { offeringEvaluation } from '../queries.server.ts';
import type { Route } from './+types/evaluation-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { offering, found } = await inFaculty({ context, request, offering: params.offering }, (scope) =>
    offeringEvaluation(scope, params.offering, new Date()),
  );
  return Response.json({ offering: offering.title, programme: offering.programme, evaluation: found });
}

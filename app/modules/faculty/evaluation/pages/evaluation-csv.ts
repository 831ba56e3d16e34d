import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { offeringEvaluation } from '../queries.server.ts';
import { evaluationHead, evaluationLines } from '../written.ts';
import type { Route } from './+types/evaluation-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { found } = await inFaculty({ context, request, offering: params.offering }, (scope) =>
    offeringEvaluation(scope, params.offering, new Date()),
  );
  return csvAnswer(csvText([evaluationHead, ...(found === null ? [] : evaluationLines(found))]), 'evaluation.csv');
}

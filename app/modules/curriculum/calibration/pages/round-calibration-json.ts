import { memberOf, scoped } from '#app/platform/web.server.ts';
import { roundNamed } from '../../rounds/queries.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { writtenCalibration } from '../compared.ts';
import { calibration } from '../queries.server.ts';
import { CalibrationSearch } from '../schema.ts';
import type { Route } from './+types/round-calibration-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { rating } = CalibrationSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(
    writtenCalibration(
      await scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, async (scope) =>
        calibration(scope, await roundNamed(scope, params.round), rating),
      ),
    ),
  );
}

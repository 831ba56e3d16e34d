import { scoped } from '#app/platform/web.server.ts';
import { writtenCalibration } from '../compared.ts';
import { ownCalibration } from '../queries.server.ts';
import { CalibrationSearch } from '../schema.ts';
import type { Route } from './+types/calibrate-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = CalibrationSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { calibration } = await scoped({ context, request, slug: params.school }, (scope) => ownCalibration(scope, search));
  return Response.json(calibration && writtenCalibration(calibration));
}

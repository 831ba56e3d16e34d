import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { calibrationHead, calibrationLines, writtenCalibration } from '../compared.ts';
import { ownCalibration } from '../queries.server.ts';
import { CalibrationSearch } from '../schema.ts';
import type { Route } from './+types/calibrate-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = CalibrationSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { calibration } = await scoped({ context, request, slug: params.school }, (scope) => ownCalibration(scope, search));
  const lines = calibration ? calibrationLines(writtenCalibration(calibration)) : [];
  return csvAnswer(csvText([calibrationHead, ...lines]), `calibration-${params.school}.csv`);
}

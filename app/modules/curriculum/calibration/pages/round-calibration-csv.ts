import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundNamed } from '../../rounds/queries.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { calibrationHead, calibrationLines, writtenCalibration } from '../compared.ts';
import { calibration } from '../queries.server.ts';
import { CalibrationSearch } from '../schema.ts';
import type { Route } from './+types/round-calibration-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { rating } = CalibrationSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const found = await scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, async (scope) =>
    calibration(scope, await roundNamed(scope, params.round), rating),
  );
  return csvAnswer(csvText([calibrationHead, ...calibrationLines(writtenCalibration(found))]), `calibration-${params.round}.csv`);
}

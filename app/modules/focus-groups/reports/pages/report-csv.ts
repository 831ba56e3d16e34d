import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { tableCsv } from '../../exchange/plain-table.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { ReportAsked, SaturationAsked } from '../schema.ts';
import { reportTable } from '../table-queries.server.ts';
import type { Route } from './+types/report-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const name = addressed(ReportAsked, params.report, 'This table');
  const asked = SaturationAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const table = await scoped({ context, request }, async (scope) =>
    reportTable(scope, await studyNamed(scope, params.study), { name, asked }),
  );
  return csvAnswer(tableCsv(table), `${name}-${params.study}.csv`);
}

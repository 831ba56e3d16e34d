import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { ReportAsked, SaturationAsked } from '../schema.ts';
import { reportTable } from '../table-queries.server.ts';
import type { Route } from './+types/report-json';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const name = addressed(ReportAsked, params.report, 'This table');
  const asked = SaturationAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { columns, rows } = await reportTable(scope, study, { name, asked });
    const lines = rows.map((row) => Object.fromEntries(columns.map(({ title }, at) => [title, row[at]])));
    return Response.json({
      study: study.title,
      table: name,
      asked: name === 'saturation' ? asked : undefined,
      total: lines.length,
      rows: lines,
    });
  });
}

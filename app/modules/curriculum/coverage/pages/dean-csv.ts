import { missing } from '#app/platform/problem.ts';
import { answering, csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { deanCsv } from '../dean-document.ts';
import { deanPage } from '../dean-queries.server.ts';
import type { Route } from './+types/dean-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { year, report } = await scoped({ context, request, slug: params.school }, (scope) => deanPage(scope, chosen));
  return answering(async () => {
    if (report === null) throw missing('A curriculum to tell the dean about');
    return csvAnswer(deanCsv(report), `dean-${params.school}-${year}.csv`);
  });
}

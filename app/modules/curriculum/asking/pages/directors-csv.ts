import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { directorsPage } from '../director-queries.server.ts';
import { directorHead, directorLines } from '../written.ts';
import type { Route } from './+types/directors-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const page = await scoped({ context, request, slug: params.school }, (scope) => directorsPage(scope, year));
  return csvAnswer(csvText([directorHead, ...directorLines(page)]), `directors-${params.school}-${page.year ?? 'empty'}.csv`);
}

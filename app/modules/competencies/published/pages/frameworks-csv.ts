import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publishedFrameworks } from '../queries.server.ts';
import { frameworksCsv } from '../written.ts';
import type { Route } from './+types/frameworks-csv';

export async function loader({ request }: Route.LoaderArgs) {
  const versions = await publicly(publishedFrameworks);
  return openAnswer(request, { body: frameworksCsv(originOf(request), versions), type: 'text/csv; charset=utf-8', name: 'frameworks.csv' });
}

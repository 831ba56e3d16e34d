import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { reading } from '../queries.server.ts';
import { readingCsv } from '../written.ts';
import type { Route } from './+types/framework-csv';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => reading(scope, { slug: params.framework }));
  return openAnswer(request, {
    body: readingCsv(read.version, read.items),
    type: 'text/csv; charset=utf-8',
    name: `${read.version.slug}-${read.version.number}.csv`,
  });
}

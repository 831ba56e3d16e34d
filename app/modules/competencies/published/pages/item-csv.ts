import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { itemReading } from '../queries.server.ts';
import { itemIdOf } from '../schema.ts';
import { readingCsv } from '../written.ts';
import type { Route } from './+types/item-csv';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => itemReading(scope, { slug: params.framework, stableId: itemIdOf(params.item) }));
  return openAnswer(request, {
    body: readingCsv(read.version, [read.item, ...read.below]),
    type: 'text/csv; charset=utf-8',
    name: `${read.version.slug}-${read.item.code ?? read.item.stableId}.csv`,
  });
}

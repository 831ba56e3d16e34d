import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { bibtex } from '../citation.ts';
import { itemReading } from '../queries.server.ts';
import { itemIdOf } from '../schema.ts';
import { cited } from '../written.ts';
import type { Route } from './+types/item-bib';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => itemReading(scope, { slug: params.framework, stableId: itemIdOf(params.item) }));
  return openAnswer(request, {
    body: bibtex(cited(originOf(request), read)),
    type: 'application/x-bibtex; charset=utf-8',
    name: `${read.version.slug}-${read.item.code ?? read.item.stableId}.bib`,
  });
}

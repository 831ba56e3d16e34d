import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { bibtex } from '../citation.ts';
import { reading } from '../queries.server.ts';
import { cited } from '../written.ts';
import type { Route } from './+types/framework-bib';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => reading(scope, { slug: params.framework }));
  return openAnswer(request, {
    body: bibtex(cited(originOf(request), read)),
    type: 'application/x-bibtex; charset=utf-8',
    name: `${read.version.slug}-${read.version.number}.bib`,
  });
}

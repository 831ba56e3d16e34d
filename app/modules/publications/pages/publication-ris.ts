import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { risOf } from '../files.ts';
import { publicationNamed } from '../queries.server.ts';
import type { Route } from './+types/publication-ris';

export async function loader({ params, request }: Route.LoaderArgs) {
  const publication = await publicly((scope) => publicationNamed(scope, params.publication));
  return openAnswer(request, {
    body: risOf([publication]),
    type: 'application/x-research-info-systems; charset=utf-8',
    name: `${publication.slug}.ris`,
  });
}

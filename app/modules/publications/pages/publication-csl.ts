import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publicationNamed } from '../queries.server.ts';
import { cslOfRecord } from '../record.ts';
import type { Route } from './+types/publication-csl';

export async function loader({ params, request }: Route.LoaderArgs) {
  const publication = await publicly((scope) => publicationNamed(scope, params.publication));
  return openAnswer(request, {
    body: JSON.stringify([cslOfRecord(publication.slug, publication.record)], null, 2),
    type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    name: `${publication.slug}.csl.json`,
  });
}

import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publications } from '../queries.server.ts';
import { cslOfRecord } from '../record.ts';
import type { Route } from './+types/publications-csl';

export async function loader({ request }: Route.LoaderArgs) {
  const all = await publicly(publications);
  return openAnswer(request, {
    body: JSON.stringify(
      all.map(({ slug, record }) => cslOfRecord(slug, record)),
      null,
      2,
    ),
    type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    name: 'publications.csl.json',
  });
}

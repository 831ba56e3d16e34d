import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { risOf } from '../files.ts';
import { publications } from '../queries.server.ts';
import type { Route } from './+types/publications-ris';

export async function loader({ request }: Route.LoaderArgs) {
  const all = await publicly(publications);
  return openAnswer(request, { body: risOf(all), type: 'application/x-research-info-systems; charset=utf-8', name: 'publications.ris' });
}

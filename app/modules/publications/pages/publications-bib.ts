import { openAnswer } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { bibtexOf } from '../files.ts';
import { publications } from '../queries.server.ts';
import type { Route } from './+types/publications-bib';

export async function loader({ request }: Route.LoaderArgs) {
  const all = await publicly(publications);
  return openAnswer(request, { body: bibtexOf(all), type: 'application/x-bibtex; charset=utf-8', name: 'publications.bib' });
}

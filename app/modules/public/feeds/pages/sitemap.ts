import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publicPages } from '../queries.server.ts';
import { sitemap } from '../sitemap.ts';
import type { Route } from './+types/sitemap';

export async function loader({ request }: Route.LoaderArgs) {
  const pages = await publicly(publicPages);
  return openAnswer(request, { body: sitemap(originOf(request), pages), type: 'application/xml; charset=utf-8' });
}

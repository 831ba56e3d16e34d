import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { robots } from '../sitemap.ts';
import type { Route } from './+types/robots';

export function loader({ request }: Route.LoaderArgs) {
  return openAnswer(request, { body: robots(originOf(request)), type: 'text/plain; charset=utf-8' });
}

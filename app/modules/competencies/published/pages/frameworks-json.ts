import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { frameworksDocument } from '../document.ts';
import { publishedFrameworks } from '../queries.server.ts';
import type { Route } from './+types/frameworks-json';

export async function loader({ request }: Route.LoaderArgs) {
  const versions = await publicly(publishedFrameworks);
  return openAnswer(request, {
    body: JSON.stringify(frameworksDocument(originOf(request), versions)),
    type: 'application/json; charset=utf-8',
  });
}

import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { frameworksLd } from '../ctdl-asn.ts';
import { publishedFrameworks } from '../queries.server.ts';
import type { Route } from './+types/frameworks-jsonld';

export async function loader({ request }: Route.LoaderArgs) {
  const versions = await publicly(publishedFrameworks);
  return openAnswer(request, {
    body: JSON.stringify(frameworksLd(originOf(request), versions)),
    type: 'application/ld+json; charset=utf-8',
  });
}

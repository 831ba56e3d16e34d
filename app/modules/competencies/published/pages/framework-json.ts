import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { frameworkDocument } from '../document.ts';
import { reading } from '../queries.server.ts';
import type { Route } from './+types/framework-json';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => reading(scope, { slug: params.framework }));
  return openAnswer(request, { body: JSON.stringify(frameworkDocument(originOf(request), read)), type: 'application/json; charset=utf-8' });
}

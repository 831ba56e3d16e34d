import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { itemDocument } from '../document.ts';
import { itemReading } from '../queries.server.ts';
import { itemIdOf } from '../schema.ts';
import type { Route } from './+types/item-json';

export async function loader({ params, request }: Route.LoaderArgs) {
  const read = await publicly((scope) => itemReading(scope, { slug: params.framework, stableId: itemIdOf(params.item) }));
  return openAnswer(request, { body: JSON.stringify(itemDocument(originOf(request), read)), type: 'application/json; charset=utf-8' });
}

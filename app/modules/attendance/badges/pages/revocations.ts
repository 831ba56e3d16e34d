import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { revocationList } from '../badge.ts';
import { standNoMore } from '../queries.server.ts';
import type { Route } from './+types/revocations';

export async function loader({ request }: Route.LoaderArgs) {
  const list = revocationList(await publicly(standNoMore), originOf(request));
  return openAnswer(request, { body: JSON.stringify(list), type: 'application/json; charset=utf-8' });
}

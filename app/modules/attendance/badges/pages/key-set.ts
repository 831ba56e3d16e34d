import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publishedKey } from '../badge.ts';
import { badgeKeys } from '../queries.server.ts';
import type { Route } from './+types/key-set';

export async function loader({ request }: Route.LoaderArgs) {
  const keys = (await publicly(badgeKeys)).map((key) => publishedKey(key, originOf(request)));
  return openAnswer(request, { body: JSON.stringify({ keys }), type: 'application/jwk-set+json' });
}

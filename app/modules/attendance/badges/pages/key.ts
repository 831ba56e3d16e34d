import { addressed } from '#app/platform/form.ts';
import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { missing } from '#app/platform/problem.ts';
import { publicly } from '#app/platform/web.server.ts';
import { publishedKey } from '../badge.ts';
import { badgeKeys } from '../queries.server.ts';
import { KeyPath } from '../schema.ts';
import type { Route } from './+types/key';

/** One key, where the head of a badge says that it is read. */
export async function loader({ params, request }: Route.LoaderArgs) {
  const key = await publicly(async (scope) => {
    const { key: id } = addressed(KeyPath, params, 'This key');
    const found = (await badgeKeys(scope)).find((each) => each.id === id);
    if (!found) throw missing('This key');
    return publishedKey(found, originOf(request));
  });
  return openAnswer(request, { body: JSON.stringify(key), type: 'application/jwk+json' });
}

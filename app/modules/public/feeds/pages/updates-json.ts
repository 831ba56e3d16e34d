import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { feedOfUpdates } from '../queries.server.ts';
import { updatesFeed } from '../updates-feed.ts';
import type { Route } from './+types/updates-json';

export async function loader({ request }: Route.LoaderArgs) {
  const { profile, updates } = await publicly(feedOfUpdates);
  const { json } = updatesFeed({ origin: originOf(request), ...profile }, updates);
  return openAnswer(request, { body: json, type: 'application/feed+json; charset=utf-8' });
}

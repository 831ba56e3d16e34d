import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { feedOfUpdates } from '../queries.server.ts';
import { updatesFeed } from '../updates-feed.ts';
import type { Route } from './+types/updates-atom';

export async function loader({ request }: Route.LoaderArgs) {
  const { profile, updates } = await publicly(feedOfUpdates);
  const { atom } = updatesFeed({ origin: originOf(request), ...profile }, updates);
  return openAnswer(request, { body: atom, type: 'application/atom+xml; charset=utf-8' });
}

import { originOf } from '#app/platform/open-answer.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { roomShown } from '../queries.server.ts';
import { shownRoom } from '../shown.ts';
import type { Route } from './+types/room-json';

/** What the room shows now, for the page that is thrown onto a wall; null once it is closed. */
export async function loader(asked: Route.LoaderArgs) {
  const shown = await inOccasion(asked, async (scope, occasion) => {
    const room = await roomShown(scope, occasion);
    return room && shownRoom(room, { origin: originOf(asked.request), timeZone: occasion.timeZone });
  });
  return Response.json(shown);
}

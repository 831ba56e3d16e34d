import { config } from '#app/platform/config.server.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { ownCalendarOf } from '../../calendar.ts';
import { placeHeldBy } from '../queries.server.ts';
import type { Route } from './+types/place-ics';

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, place, link } = await publicly((scope) => placeHeldBy(scope, params.token));
  const text = ownCalendarOf(occasion, {
    origin: originOf(request),
    method: 'PUBLISH',
    organizer: { name: 'Concord', mail: config().mailFrom },
    holder: { name: place.name ?? '', mail: place.mail ?? '' },
    link,
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="event.ics"',
      ...unkeptHeaders(),
    },
  });
}

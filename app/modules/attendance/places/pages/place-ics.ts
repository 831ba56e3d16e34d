import { config } from '#app/platform/config.server.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { ownCalendarOf, togetherCalendarOf } from '../../calendar.ts';
import { datesTogether } from '../../queries.server.ts';
import { placeHeldBy } from '../queries.server.ts';
import type { Route } from './+types/place-ics';

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, place, link, dates } = await publicly(async (scope) => {
    const held = await placeHeldBy(scope, params.token);
    return { ...held, dates: await datesTogether(scope, held.occasion) };
  });
  const isOne = dates.length === 1;
  const text = !isOne
    ? togetherCalendarOf(dates, originOf(request))
    : ownCalendarOf(occasion, {
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

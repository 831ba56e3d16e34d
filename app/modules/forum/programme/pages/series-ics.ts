import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { calendarOf } from '../../../attendance/calendar.ts';
import { seriesNamed } from '../../events/queries.server.ts';
import { calendarEntries, calendarType } from '../calendar.ts';
import { calendarEvents } from '../queries.server.ts';
import type { Route } from './+types/series-ics';

export async function loader({ params, request }: Route.LoaderArgs) {
  const { name, events } = await publicly(async (scope) => {
    const { id, title } = await seriesNamed(scope, params.series);
    return { name: title, events: await calendarEvents(scope, id) };
  });
  return openAnswer(request, { body: calendarOf(calendarEntries(events), { name, origin: originOf(request) }), type: calendarType });
}

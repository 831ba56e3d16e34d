import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { missing } from '#app/platform/problem.ts';
import { publicly } from '#app/platform/web.server.ts';
import { calendarOf } from '../../../attendance/calendar.ts';
import { eventNamed } from '../../events/queries.server.ts';
import { calendarEntries, calendarType } from '../calendar.ts';
import type { Route } from './+types/event-ics';

export async function loader({ params, request }: Route.LoaderArgs) {
  const event = await publicly((scope) => eventNamed(scope, params.event));
  const entries = calendarEntries([event]);
  if (entries.length === 0) throw missing('A calendar of this event, whose day is not published,');
  return openAnswer(request, { body: calendarOf(entries, { name: event.title, origin: originOf(request) }), type: calendarType });
}

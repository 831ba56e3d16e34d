import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { calendarOf } from '../../../attendance/calendar.ts';
import { calendarEntries, calendarType } from '../calendar.ts';
import { calendarEvents } from '../queries.server.ts';
import type { Route } from './+types/forum-ics';

export async function loader({ request }: Route.LoaderArgs) {
  const entries = calendarEntries(await publicly((scope) => calendarEvents(scope)));
  return openAnswer(request, { body: calendarOf(entries, { name: 'Education forum', origin: originOf(request) }), type: calendarType });
}

import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { calendarOf } from '../../../attendance/calendar.ts';
import { calendarDates } from '../queries.server.ts';
import type { Route } from './+types/faculty-ics';

export async function loader({ request }: Route.LoaderArgs) {
  const dates = await publicly(calendarDates);
  return openAnswer(request, {
    body: calendarOf(dates, { name: 'Faculty development', origin: originOf(request) }),
    type: 'text/calendar; charset=utf-8',
  });
}

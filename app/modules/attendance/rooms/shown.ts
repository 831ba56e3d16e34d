import { wallClock } from '#app/ui/date.ts';
import { showCode } from '../../members/sign-in/code.ts';
import type { ShownRoom } from './queries.server.ts';

/** What a room shows, as a page and a program have it; the time is that of the place where it is held, to the second. */
export function shownRoom({ code, msLeft, noted, shownAt }: ShownRoom, { origin, timeZone }: { origin: string; timeZone: string }) {
  const { hour, minute } = wallClock(shownAt, timeZone);
  const second = String(shownAt.getUTCSeconds()).padStart(2, '0');
  return { code: showCode(code), address: `${origin}/room/${code}`, msLeft, noted, at: `${hour}:${minute}:${second}` };
}

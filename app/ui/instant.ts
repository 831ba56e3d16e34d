import { wallClock } from './date.ts';

/**
 * The instant at which the clocks of a zone show a day (`2026-10-08`) and a time (`12:00`). Where clocks are set back and show it twice, the first; null where they are set
 * forward and never show it.
 */
export function instantOf(isoDay: string, time: string, zone: string): Date | null {
  const asUtc = Date.parse(`${isoDay}T${time}Z`);
  // A zone is at most a day away from UTC, and keeps an offset for longer than that around any change.
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => shownAt(near, zone) - near);
  const instants = offsets.map((offset) => asUtc - offset).filter((instant) => shownAt(instant, zone) === asUtc);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

/** An instant (milliseconds) with the offset of a zone: "2026-10-08T12:00:00-04:00" (ISO 8601). */
export function isoWithOffset(instant: Date, zone: string): string {
  const offset = Math.round((shownAt(instant.getTime(), zone) - Math.floor(instant.getTime() / 60_000) * 60_000) / 60_000);
  const local = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** What a zone's clock shows at an instant, as if it were UTC, in milliseconds. */
function shownAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute } = wallClock(new Date(instant), zone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`);
}

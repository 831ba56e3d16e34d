import { zone as ourZone } from '#app/modules/members/time-zone.ts';
import { day, dayAndTime, dayIn, isoDayIn, wallClock } from '#app/ui/date.ts';

const minute = 60_000;

/** The last moment of a due day: the end of that day where the collaborative is, whoever reads it. */
export function dueMoment(dueOn: string): Date {
  const midnight = Date.parse(`${dueOn}T24:00:00Z`);
  // The zone is behind UTC by as much as its clock says there; asked twice, since the clocks may change in between.
  const first = midnight - offset(midnight);
  return new Date(midnight - offset(first) - minute);
}

/** What is due by when, for a reader in a zone: "25 June 2024" where the collaborative is, elsewhere with the time. */
export function dueWords(dueOn: string, zone: string): string {
  const moment = dueMoment(dueOn);
  const isOurTime = clock(moment.getTime(), zone) === clock(moment.getTime(), ourZone);
  return isOurTime ? day(dueOn) : dayAndTime(moment, zone);
}

/** Whole days from today until something is due, by the calendar of a zone; negative once the day is over. */
export function daysLeft(dueOn: string, { now, zone }: { now: Date; zone: string }): number {
  return Math.round((calendar(dueMoment(dueOn), zone) - calendar(now, zone)) / (24 * 60 * minute));
}

/** How late, or how soon: "3 days late", "due today", "due in 5 days", "due on 25 June 2024". */
export function dueIn(dueOn: string, at: { now: Date; zone: string }): string {
  const left = daysLeft(dueOn, at);
  if (at.now > dueMoment(dueOn)) return left > -2 ? 'late by a day' : `late by ${-left} days`;
  if (left === 0) return 'due today';
  if (left === 1) return 'due tomorrow';
  return left <= 14 ? `due in ${left} days` : `due by ${dueWords(dueOn, at.zone)}`;
}

/** The hour of an instant in a zone, 0 to 23. */
export function hourIn(instant: Date, zone: string): number {
  return Number(wallClock(instant, zone).hour);
}

/** Since when, for a reader: the day. */
export function sinceWords(since: Date, zone: string): string {
  return `since ${dayIn(since, zone)}`;
}

function offset(instant: number): number {
  return clock(instant, ourZone) - Math.floor(instant / minute) * minute;
}

/** What the wall clock of a zone shows, as if it were UTC. */
function clock(instant: number, zone: string): number {
  const { year, month, day: date, hour, minute: minutes } = wallClock(new Date(instant), zone);
  return Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minutes));
}

function calendar(instant: Date, zone: string): number {
  return Date.parse(`${isoDayIn(instant, zone)}T00:00:00Z`);
}

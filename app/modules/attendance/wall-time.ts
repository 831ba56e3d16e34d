import { dayAndSpan, wallClock } from '#app/ui/date.ts';
import { instantOf } from '#app/ui/instant.ts';

/** What somebody means who writes a day (`2026-10-08`) and a time (`12:00`) in a zone. `words` says what there is to say where clocks are set on that day. */
export type WallTime =
  | { readonly kind: 'once'; readonly instant: Date }
  | { readonly kind: 'twice'; readonly instant: Date; readonly second: Date; readonly words: string }
  | { readonly kind: 'never'; readonly words: string };

const hour = 3_600_000;

/** Reads a day and a time as a zone's clocks show them. Where these are set back and show it twice, the first is meant; where they are set forward and never show it, there is no instant. */
export function readWallTime(isoDay: string, time: string, zone: string): WallTime {
  const instant = instantOf(isoDay, time, zone);
  if (instant === null) return { kind: 'never', words: `Clocks are set forward on this day and never show ${time}. Choose another time.` };
  // Clocks are set back by half an hour or an hour.
  const second = [0.5, 1]
    .map((hours) => new Date(instant.getTime() + hours * hour))
    .find((each) => shown(each, zone) === shown(instant, zone));
  if (!second) return { kind: 'once', instant };
  return {
    kind: 'twice',
    instant,
    second,
    words: `Clocks are set back on this day and show ${time} twice; the first of the two is meant.`,
  };
}

function shown(instant: Date, zone: string): string {
  return Object.values(wallClock(instant, zone)).join(' ');
}

/** When something is, in the host's zone and, where a reader picked another, there too. `inPicked` is null where it would say the same again. */
export function toldTimes(
  { startsAt, endsAt, timeZone }: { startsAt: Date; endsAt: Date; timeZone: string },
  picked: string | null,
): { inHost: string; inPicked: string | null } {
  const inHost = dayAndSpan(startsAt, endsAt, timeZone);
  const inPicked = picked === null || picked === timeZone ? null : dayAndSpan(startsAt, endsAt, picked);
  return { inHost, inPicked: inPicked === inHost ? null : inPicked };
}

/** A time as a form has it: the day and the time that a zone's clocks show at an instant. */
export function wallTimeOf(instant: Date, zone: string): { day: string; time: string } {
  const { year, month, day, hour: hours, minute } = wallClock(instant, zone);
  return { day: `${year}-${month}-${day}`, time: `${hours}:${minute}` };
}

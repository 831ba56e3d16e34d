const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A calendar day (`2024-06-25`, as a date column gives it) as "25 June 2024". Throws RangeError when it is no such day. */
export function day(isoDay: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDay) ?? [];
  const name = months[Number(month) - 1];
  const isReal = name && new Date(`${isoDay}T00:00:00Z`).getUTCDate() === Number(date);
  if (!isReal) throw new RangeError(`not a day: ${isoDay}`);
  return `${Number(date)} ${name} ${year}`;
}

/** The day on which an instant falls in a time zone (IANA name), as "25 June 2024". */
export function dayIn(instant: Date, zone: string): string {
  const { year, month, day: date } = wallClock(instant, zone);
  return day(`${year}-${month}-${date}`);
}

/** The day on which an instant falls in a time zone as a date column has it: "2024-06-25". */
export function isoDayIn(instant: Date, zone: string): string {
  const { year, month, day: date } = wallClock(instant, zone);
  return `${year}-${month}-${date}`;
}

/** An instant in a time zone with the zone's name: "25 June 2024, 12:05 Eastern Time". */
export function dayAndTime(instant: Date, zone: string): string {
  const { hour, minute } = wallClock(instant, zone);
  return `${dayIn(instant, zone)}, ${hour}:${minute} ${zoneName(instant, zone)}`;
}

/** A span of time on one day: "8 October 2026, 12:00 to 13:00 Eastern Time"; over midnight both days are said. */
export function dayAndSpan(start: Date, end: Date, zone: string): string {
  if (dayIn(start, zone) !== dayIn(end, zone)) return `${dayAndTime(start, zone)} to ${dayAndTime(end, zone)}`;
  const [from, to] = [wallClock(start, zone), wallClock(end, zone)];
  return `${dayIn(start, zone)}, ${from.hour}:${from.minute} to ${to.hour}:${to.minute} ${zoneName(start, zone)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock of a zone shows at an instant, in figures of their full length (hours 00 to 23). Making a format is slow, so each zone's is made once. */
export function wallClock(instant: Date, zone: string) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  const found = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const { year = '', month = '', day: date = '', hour = '', minute = '' } = found;
  return { year: year.padStart(4, '0'), month, day: date, hour, minute };
}

function zoneName(instant: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' });
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

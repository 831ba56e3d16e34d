import { type Cell, cellText } from '#app/platform/sheet.ts';
import { readDate } from './iso-date.ts';
import { isBeforeTheCalendar } from './stated-duration.ts';

/** Which comes first in `3/4/2025`. */
export type DateOrder = 'month-first' | 'day-first';

/** A point in time as a cell says it: a day `YYYY-MM-DD`, minutes since midnight, the minutes of an end in the same cell; each null where it says none. */
export type StatedTime = {
  readonly day: string | null;
  readonly time: number | null;
  readonly until: number | null;
  readonly problem: string | null;
};

/** Characters; what is longer is a sentence. */
const longestText = 80;
const nothing: StatedTime = { day: null, time: null, until: null, problem: null };
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const clock = String.raw`(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? ?(am|pm|a|p)?`;
const timeAlone = new RegExp(`^${clock}$`);
const timeRange = new RegExp(`^${clock} ?(?:-|to|until) ?${clock}$`);
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const dayMonth = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/;
const monthDay = /^([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4}|\d{2})$/;
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /;
const saysNothing = /^(?:|-+|n\/?a|none|tbd|tba|tbc|unknown|varies|\?+)$/;
const isoStamp = /^(\d{4}-\d{2}-\d{2})(?:[t ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The day and the time of a cell: `2025-03-04`, `3/4/2025` by the order of the sheet, `4 Mar 2025`, `9:00 AM`, `9:00-10:30`, or a day and a time. A zone is passed
 * over: the time is the one that the file shows. A day that only the other order can be is read so, with a problem that says it.
 */
export function readTime(cell: Cell, order: DateOrder): StatedTime {
  if (typeof cell === 'number') return { ...nothing, problem: 'it is a number; a date cell would say which calendar it counts from' };
  if (typeof cell === 'boolean') return { ...nothing, problem: 'it is no date' };
  const written = cellText(cell);
  if (written.length > longestText) return { ...nothing, problem: 'it is no date and no time of day' };
  const text = written
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/([ap])\.m\./g, '$1m')
    .trim();
  if (saysNothing.test(text)) return nothing;
  if (typeof cell === 'object' && isBeforeTheCalendar(text))
    return { ...nothing, time: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
  const [, isoDay, hours, minutes] = isoStamp.exec(text) ?? [];
  if (isoDay !== undefined) {
    const day = readDate(isoDay);
    return {
      ...nothing,
      day,
      time: hours === undefined ? null : Number(hours) * 60 + Number(minutes),
      problem: day === null ? 'the calendar has no such day' : null,
    };
  }
  return ofWords(text.replace(weekday, ''), order);
}

/** Which order a day as written shows: `open` when it could be either, null when it shows none. */
export function dateOrderIn(text: string): DateOrder | 'open' | null {
  const [, first, mark, second] = /^(?:[a-z]{3,9},? )?(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})\b/i.exec(text.trim()) ?? [];
  if (mark === undefined) return null;
  if (Number(first) > 12) return 'day-first';
  if (Number(second) > 12) return 'month-first';
  return first === second ? null : 'open';
}

function ofWords(text: string, order: DateOrder): StatedTime {
  const range = timeRange.exec(text);
  if (range && (/[:apmh]/.test(text) || (range[2] && range[5]))) {
    const until = minutesOf(range.slice(4, 7));
    const time = minutesOf([range[1], range[2], range[3] ?? (startsAfternoon(range) ? range[6] : undefined)]);
    return time === null || until === null ? { ...nothing, problem: 'it is no time of day' } : { ...nothing, time, until };
  }
  if (/[:apmh]/.test(text) || /^\d{1,2}\.\d{2}$/.test(text)) {
    const alone = timeAlone.exec(text);
    const time = alone && minutesOf(alone.slice(1, 4));
    if (time != null) return { ...nothing, time };
  }
  if (/^(?:[01]\d|2[0-3])[0-5]\d$/.test(text)) return { ...nothing, time: Number(text.slice(0, 2)) * 60 + Number(text.slice(2)) };
  const whole = dayOf(text, order);
  if (whole) return { ...nothing, ...whole };
  const [, date, rest] = /^(.*\d{2})(?:,? at |, | )(\d{1,2}[:.h ap].*)$/.exec(text) ?? [];
  const day = date === undefined ? null : dayOf(date, order);
  const time = rest === undefined ? null : ofWords(rest, order);
  if (day && time && time.time !== null) return { ...nothing, ...day, time: time.time, until: time.until };
  return { ...nothing, problem: 'it is no date and no time of day' };
}

/** In `9-10:30 am` both are in the morning, in `11-1 pm` only the second is past noon. */
function startsAfternoon(range: RegExpExecArray): boolean {
  return range[6] !== undefined && Number(range[1]) % 12 <= Number(range[4]) % 12;
}

function minutesOf([hours, minutes = '0', half]: readonly (string | undefined)[]): number | null {
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.startsWith('p') ? 12 : 0);
  return hour > 24 || Number(minutes) > 59 || (half !== undefined && Number(hours) > 12) ? null : hour * 60 + Number(minutes);
}

function dayOf(text: string, order: DateOrder): Pick<StatedTime, 'day' | 'problem'> | null {
  const [, y, m, d] = yearFirst.exec(text) ?? [];
  if (y !== undefined) return found(Number(y), Number(m), Number(d));
  const [, firstDay, nameAfter, yearA] = dayMonth.exec(text) ?? [];
  if (nameAfter !== undefined) return found(fullYear(yearA!), monthOf(nameAfter), Number(firstDay));
  const [, nameBefore, dayAfter, yearB] = monthDay.exec(text) ?? [];
  if (nameBefore !== undefined) return found(fullYear(yearB!), monthOf(nameBefore), Number(dayAfter));
  const [, first, mark, second, year] = numeric.exec(text) ?? [];
  if (mark === undefined) return null;
  // Where dots are written, the day goes first.
  const isDayFirst = mark === '.' || order === 'day-first';
  const [day, month] = isDayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  if (month <= 12) return found(fullYear(year!), month, day);
  return {
    ...found(fullYear(year!), day, month),
    problem: isDayFirst
      ? 'its month comes first, other than elsewhere in the sheet'
      : 'its day comes first, other than elsewhere in the sheet',
  };
}

function found(year: number, month: number, day: number): Pick<StatedTime, 'day' | 'problem'> {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = readDate(`${year}-${two(month)}-${two(day)}`);
  return { day: date, problem: date === null ? 'the calendar has no such day' : null };
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3)) + 1;
}

function fullYear(text: string): number {
  return text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);
}

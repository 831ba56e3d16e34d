import { counted } from '#app/platform/kept-text.ts';
import { type Cell, cellText } from '#app/platform/sheet.ts';
import { readMinutes } from './iso-duration.ts';
import { type DecimalMark, readNumber } from './stated-number.ts';

/** A length of time as a cell says it, in whole minutes. */
export type StatedDuration = {
  /** Null when the cell says none, or nothing that can be read. */
  readonly minutes: number | null;
  /** The most of a range, null where it is none. */
  readonly most: number | null;
  /** `8 x 1 h`: 8; null where nothing is multiplied. */
  readonly times: number | null;
  /** What is odd about it, or why it cannot be read. */
  readonly problem: string | null;
};

/** The unit of a number that stands alone, and the decimal mark. */
export type DurationWay = { readonly unit: 'minutes' | 'hours'; readonly decimal: DecimalMark };

const longest = 1_000_000;
/** Characters; what is longer is a sentence, and would take long to look through. */
const longestText = 80;
const nothing: StatedDuration = { minutes: null, most: null, times: null, problem: null };
const fractions: Readonly<Record<string, string>> = { '½': '.5', '¼': '.25', '¾': '.75', '⅓': '.333333', '⅔': '.666667' };
const hourWord = '(?:h|hr|hrs|hour|hours|std|stunden?|heures?)';
const minuteWord = "(?:m|min|mins|minute|minutes|minuten|'|′)";
const number = String.raw`(\d[\d.,]*|[.,]\d+)`;
const onlyHours = new RegExp(`^${number} ?${hourWord}$`);
const onlyMinutes = new RegExp(`^${number} ?${minuteWord}$`);
const both = new RegExp(String.raw`^${number} ?${hourWord} ?(?:and |, ?)?(\d{1,3})(?: ?${minuteWord})?$`);
const clock = /^(\d{1,4}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?: ?(?:h|hr|hrs|hours?))?$/;
const multiplied = /^(\d{1,4}) ?[x×*] ?(\D.*|\d.*)$/;
const multipliedAfter = /^(.*\d.*?) ?[x×*] ?(\d{1,4})$/;
const range = /^(.*\d.*?) ?(?:-|to|bis|until|\.\.+) ?(.*\d.*)$/;
const saysNothing = /^(?:|-+|n\/?a|none|tbd|tba|tbc|unknown|varies|variable|\?+|\.)$/;

/**
 * Whole minutes of `90`, `1.5 h`, `1:30`, `1h30`, `PT90M`, `2-3 hours` (a range), `8 x 1 h` (eight times an hour). A number alone has the unit of its
 * column. Days and weeks are not read: how many minutes of teaching they are, nobody can say. Nothing, `n/a` and `TBD` are unknown.
 */
export function readDuration(cell: Cell, way: DurationWay): StatedDuration {
  if (typeof cell === 'number') return ofNumber(cell, way);
  if (typeof cell === 'object' && cell !== null) return ofClockCell(cell.date);
  const written = cellText(cell);
  if (written.length > longestText) return { ...nothing, problem: 'it is no length of time' };
  const text = simplified(written);
  if (saysNothing.test(text)) return nothing;
  if (text.startsWith('pt')) {
    const { value, problem } = readMinutes(text.toUpperCase());
    return { ...nothing, minutes: value, problem };
  }
  return ofText(text, way);
}

function ofNumber(value: number, { unit }: DurationWay): StatedDuration {
  if (value < 0) return { ...nothing, problem: 'it is negative' };
  return rounded(unit === 'hours' ? value * 60 : value, unit);
}

/** Spreadsheet programs keep `1:30` as half past one on the day before their calendar begins, and take `2-3` for a date. */
function ofClockCell(date: string): StatedDuration {
  const [, year, month, day, hours, minutes] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(date) ?? [];
  const days = isBeforeTheCalendar(date) ? (year === '1900' ? Number(day) : Math.max(0, Number(day) - 30)) : null;
  if (days === null || month === undefined) return { ...nothing, problem: 'it is a date; a spreadsheet program makes one of 2-3' };
  return rounded(days * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0), 'hours');
}

/** Whether a cell's date is only a time of day, which both calendars of spreadsheet programs keep as a day at their beginning. */
export function isBeforeTheCalendar(date: string): boolean {
  return /^(?:1899-12-3|1900-01-0|1904-01-01)/.test(date);
}

function simplified(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/(\d?)([½¼¾⅓⅔])/g, (_, whole: string, mark: string) => `${whole || '0'}${fractions[mark]}`)
    .replace(/(?:^|(\d) )([1-3])\/([2-4])(?= |$)/g, (_, whole: string | undefined, a: string, b: string) =>
      String(Number(whole ?? 0) + Number(a) / Number(b)),
    )
    .replace(/\s+/g, ' ')
    .replace(/^(?:~|≈|about|approx\.?|approximately|ca\.?|circa|est\.?|estimated) ?/, '')
    .replace(/ ?(?:\(est\.?\)|\(approx\.?\)|each|per student|per learner|total)$/, '')
    .replace(/\b(hrs?|mins?|std|h)\./g, '$1')
    .trim();
}

function ofText(text: string, way: DurationWay): StatedDuration {
  const [, times, each] = multiplied.exec(text) ?? [];
  if (times !== undefined && each !== undefined) return timesOf(ofRange(each, way), Number(times));
  const [, before, timesAfter] = multipliedAfter.exec(text) ?? [];
  if (before !== undefined && timesAfter !== undefined) return timesOf(ofRange(before, way), Number(timesAfter));
  return ofRange(text, way);
}

function timesOf(one: StatedDuration, times: number): StatedDuration {
  return one.minutes === null || times < 1
    ? { ...one, problem: one.problem ?? 'it is no number of times' }
    : { ...one, times: times === 1 ? null : times };
}

function ofRange(text: string, way: DurationWay): StatedDuration {
  const one = ofOne(text, way);
  if (one) return one;
  const [, low, high] = range.exec(text) ?? [];
  if (low === undefined || high === undefined) return { ...nothing, problem: reasonOf(text) };
  // `2-3 hours`: the unit at the end is that of both.
  const unit = new RegExp(` ?(${hourWord}|${minuteWord})$`).exec(high)?.[1];
  const isBare = /^[\d.,]+$/.test(low);
  const least = ofOne(isBare && unit ? `${low} ${unit}` : low, way);
  const most = ofOne(high, way);
  if (least?.minutes == null || most?.minutes == null) return { ...nothing, problem: reasonOf(text) };
  if (least.minutes > most.minutes) return { ...nothing, problem: 'its end is below its beginning' };
  return { ...nothing, minutes: least.minutes, most: most.minutes === least.minutes ? null : most.minutes };
}

/** One length; null when the text is none. */
function ofOne(text: string, { unit, decimal }: DurationWay): StatedDuration | null {
  const alone = readNumber(text, decimal);
  if (alone !== null) return ofNumber(alone, { unit, decimal });
  const [, hours, minutes, seconds] = clock.exec(text) ?? [];
  if (hours !== undefined)
    return Number(minutes) > 59 ? null : rounded(Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60, 'minutes');
  for (const [pattern, factor] of [
    [onlyHours, 60],
    [onlyMinutes, 1],
  ] as const) {
    const [, value] = pattern.exec(text) ?? [];
    const read = value === undefined ? null : readNumber(value, decimal);
    if (read !== null) return rounded(read * factor, factor === 60 ? 'hours' : 'minutes');
  }
  const [, whole, rest] = both.exec(text) ?? [];
  const read = whole === undefined ? null : readNumber(whole, decimal);
  return read === null ? null : rounded(read * 60 + Number(rest), 'minutes');
}

/** A third of an hour in hours is a way of writing twenty minutes; a third of a minute is odd. */
function rounded(exact: number, unit: 'minutes' | 'hours'): StatedDuration {
  if (exact > longest) return { ...nothing, problem: 'it is longer than a million minutes' };
  const minutes = Math.round(exact);
  const isWhole = unit === 'hours' || Math.abs(minutes - exact) < 1e-6;
  return { ...nothing, minutes, problem: isWhole ? null : 'it is not a whole number of minutes' };
}

function reasonOf(text: string): string {
  if (/^-/.test(text)) return 'it is negative';
  if (/\b(?:d|days?|w|wks?|weeks?|months?|semesters?)\b/.test(text)) return 'it counts days or weeks, not hours and minutes';
  return 'it is no length of time';
}

/** A length of time in words: `60 to 90 minutes`; null when unknown. */
export function minutesWords({ minutes, most }: Pick<StatedDuration, 'minutes' | 'most'>): string | null {
  if (minutes === null) return null;
  return most === null ? counted(minutes, 'minute') : `${minutes.toLocaleString('en-US')} to ${counted(most, 'minute')}`;
}

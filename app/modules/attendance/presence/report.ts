import { readWallTime } from '../wall-time.ts';
import { minutesWithin, type Span } from './minutes.ts';

/** Somebody whom a report names: as they called themselves, with an email address where the meeting knows one. */
export type Reporting = { readonly name: string; readonly mail: string | null; readonly joins: readonly Span[]; readonly minutes: number };
/** A report as it was read; `unread` are the lines that could not be, with why. */
export type Report = {
  readonly source: 'zoom' | 'teams';
  readonly people: readonly Reporting[];
  readonly unread: readonly { readonly line: number; readonly why: string }[];
};
/** When the meeting was, and in which zone the report says its times. */
export type ReportFrame = { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string };
/** A row of the file with its line. */
export type ReportRow = { readonly line: number; readonly cells: readonly string[] };

const heads = {
  name: /^(full )?name\b|^name \(original name\)$/i,
  mail: /^(user )?e-?mail( address)?$/i,
  join: /^(join|first join)( time)?$/i,
  leave: /^(leave|last leave)( time)?$/i,
  minutes: /^(total )?duration( \(minutes\))?$|^in-meeting duration$/i,
  waiting: /^in waiting room$/i,
};
type Head = Partial<Record<keyof typeof heads, number>>;

/**
 * Reads Zoom's list of participants (with times, or totals alone) or Teams' attendance report. Of several lists in one file the one with each join is read. Where a date may be day or month
 * first, the one that falls on the meeting's day is meant. A problem is a sentence for whoever brought the file.
 */
export function readReport(rows: readonly ReportRow[], frame: ReportFrame): Report | { readonly problem: string } {
  const lists = rows.flatMap(({ cells }, at) => {
    const head = headOf(cells);
    return head === null ? [] : [{ at, head }];
  });
  const best = lists.toSorted((one, other) => worth(other.head, rows[other.at]!) - worth(one.head, rows[one.at]!))[0];
  if (!best)
    return {
      problem: 'No list of participants was found. Expected: the participant report of Zoom, or the attendance report of Teams, as CSV.',
    };
  const next = lists.find(({ at }) => at > best.at)?.at ?? rows.length;
  const list = rows.slice(best.at + 1, next);
  const isTeams = rows
    .slice(0, best.at + 1)
    .some(({ cells }) => cells.some((cell) => /^(\d\. )?(summary|participants|in-meeting activities)$|^first join$/i.test(cell.trim())));
  const clock = clockOf(frame.timeZone);
  const order = dayOrder(list, best.head, { startsAt: frame.startsAt, clock });
  const unread: { line: number; why: string }[] = [];
  const people: Reporting[] = [];
  for (const row of list) {
    const read = personOf(row, best.head, { clock, order });
    if (read === null) continue;
    if ('why' in read) unread.push({ line: row.line, why: read.why });
    else people.push(read);
  }
  if (people.length === 0) return { problem: 'The list of participants has nobody in it whose times could be read.' };
  const window: Span = [frame.startsAt.getTime() / 1000, frame.endsAt.getTime() / 1000];
  const timed = people.filter(({ joins }) => joins.length > 0);
  if (timed.length > 0 && timed.every(({ joins }) => minutesWithin(joins, window) === 0))
    return {
      problem:
        'No time in this report meets the time of the event. Look whether it is the report of this meeting, and in which time zone it says its times.',
    };
  return { source: isTeams ? 'teams' : 'zoom', people: together(people), unread };
}

function headOf(cells: readonly string[]): Head | null {
  const head: Head = {};
  for (const [at, cell] of cells.entries())
    for (const [key, words] of Object.entries(heads)) if (words.test(cell.trim())) head[key as keyof Head] ??= at;
  const isList = head.name !== undefined && (head.minutes !== undefined || (head.join !== undefined && head.leave !== undefined));
  return isList ? head : null;
}

/** A list of every join tells more than one of first and last, and that more than totals. */
function worth(head: Head, { cells }: ReportRow): number {
  if (head.join === undefined) return 1;
  return /^first/i.test(cells[head.join]!.trim()) ? 2 : 3;
}

type Order = 'month' | 'day';
/** Nobody is in a meeting longer than a month. */
const longestMinutes = 31 * 24 * 60;

function personOf({ cells }: ReportRow, head: Head, { clock, order }: { clock: Clock; order: Order }): Reporting | { why: string } | null {
  const cell = (key: keyof Head) => (head[key] === undefined ? '' : (cells[head[key]] ?? '').trim());
  const name = cell('name');
  if (name === '' || /^yes$/i.test(cell('waiting'))) return null;
  const said = cell('mail').toLowerCase();
  const mail = said.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said) ? said : null;
  if (head.join === undefined || head.leave === undefined) {
    const minutes = durationOf(cell('minutes'));
    return minutes === null ? { why: `“${cell('minutes')}” is no duration` } : { name, mail, joins: [], minutes };
  }
  const [from, to] = [instantIn(cell('join'), clock, order), instantIn(cell('leave'), clock, order)];
  if (from === null || to === null) return { why: `“${from === null ? cell('join') : cell('leave')}” is no time` };
  if (to < from) return { why: 'the end is before the beginning' };
  if (to - from > longestMinutes * 60) return { why: 'it is longer than a month' };
  // Of a list with the first and the last alone, what lies between is said by the duration.
  const minutes = durationOf(cell('minutes'));
  const span: Span = [from, to];
  const isWhole = minutes === null || minutes >= Math.floor((to - from) / 60) - 1;
  return isWhole ? { name, mail, joins: [span], minutes: Math.floor((to - from) / 60) } : { name, mail, joins: [], minutes };
}

/** "62", "1h 2m 3s", "1:02:03", "PT1H2M" as whole minutes; null for what is none, or longer than a month. */
function durationOf(text: string): number | null {
  const minutes = minutesSaid(text);
  return minutes === null || minutes > longestMinutes ? null : minutes;
}

function minutesSaid(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.floor(Number(text));
  const clock = /^(\d+):(\d{2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const parts = /^(?:pt)?(?:(\d+)\s*h(?:ours?|r)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?\s*(?:(\d+)\s*s(?:ec(?:onds?)?)?)?$/i.exec(text);
  if (!parts || text === '') return null;
  return Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
}

/** "10/08/2026 12:01:33 PM", "8.10.2026 12:01", "2026-10-08T12:01:33", "Oct 8, 2026 12:01:33 PM" in a zone, as seconds. */
function instantIn(text: string, clock: Clock, order: Order): number | null {
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?/iu.exec(text.replaceAll('\u202f', ' '));
  const day = dayIn(text, order);
  if (!time || day === null) return null;
  const [, h, minute, second = '0', half = ''] = time;
  const hour = half === '' ? Number(h) : (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minute) > 59) return null;
  if (/z$/i.test(text)) return Date.parse(`${day}T${String(hour).padStart(2, '0')}:${minute}:${second.padStart(2, '0')}Z`) / 1000;
  const whole = clock(day, `${String(hour).padStart(2, '0')}:${minute}`);
  return whole === null ? null : whole + Number(second);
}

/** Seconds of a day and a time as a zone's clocks show them; null where they never do. */
type Clock = (day: string, time: string) => number | null;

/** A report says the same minutes over and over, and asking a zone costs more than all else. */
function clockOf(timeZone: string): Clock {
  const known = new Map<string, number | null>();
  return (day, time) => {
    const key = `${day} ${time}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const read = readWallTime(day, time, timeZone);
    const seconds = read.kind === 'never' ? null : read.instant.getTime() / 1000;
    known.set(key, seconds);
    return seconds;
  };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dayIn(text: string, order: Order): string | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return real(iso[1]!, iso[2]!, iso[3]!);
  const named = /([a-z]{3})[a-z]* (\d{1,2}),? (\d{4})/i.exec(text);
  if (named) return real(named[3]!, String(months.indexOf(named[1]!.toLowerCase()) + 1), named[2]!);
  const plain = /(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?!\d)/.exec(text);
  if (!plain) return null;
  const [, one, other, year] = plain;
  const whole = year!.length === 2 ? `20${year}` : year!;
  return order === 'month' ? real(whole, one!, other!) : real(whole, other!, one!);
}

function real(year: string, month: string, date: string): string | null {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const instant = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day ? null : day;
}

/** Month or day first: whichever brings more joins near the meeting. */
function dayOrder(list: readonly ReportRow[], head: Head, { startsAt, clock }: Pick<ReportFrame, 'startsAt'> & { clock: Clock }): Order {
  if (head.join === undefined) return 'month';
  const some = list.slice(0, 200);
  const near = (order: Order) =>
    some.filter(({ cells }) => {
      const instant = instantIn((cells[head.join!] ?? '').trim(), clock, order);
      return instant !== null && Math.abs(instant * 1000 - startsAt.getTime()) < 86_400_000;
    }).length;
  return near('day') > near('month') ? 'day' : 'month';
}

type Found = { name: string; mail: string | null; joins: Span[]; minutes: number };

/** Joins of one address are one person's. Without an address, joins under one name are put together where they do not overlap: two at once under one name are two rows. */
function together(people: readonly Reporting[]): Reporting[] {
  const byMail = new Map<string, Found>();
  const rows: Found[] = [];
  const timed: Reporting[] = [];
  for (const each of people) {
    const { mail, joins, minutes } = each;
    const same = mail === null ? undefined : byMail.get(mail);
    const counted = joins.length === 0 ? minutes : 0;
    if (mail === null && joins.length > 0) timed.push(each);
    else if (same) {
      same.joins.push(...joins);
      same.minutes += counted;
    } else {
      const row = { ...each, joins: [...joins], minutes: counted };
      rows.push(row);
      if (mail !== null) byMail.set(mail, row);
    }
  }
  for (const [name, of] of Map.groupBy(timed, (each) => each.name))
    for (const joins of lanesOf(of.flatMap((each) => each.joins))) rows.push({ name, mail: null, joins, minutes: 0 });
  return rows.map((each) => ({
    ...each,
    minutes: each.joins.length === 0 ? each.minutes : minutesWithin(each.joins, [0, Number.MAX_SAFE_INTEGER]),
  }));
}

/** Spans in as few rows as hold them without overlap, each after the one that ended last before it. */
function lanesOf(spans: readonly Span[]): Span[][] {
  const lanes: Span[][] = []; // by their ends
  for (const span of spans.toSorted((one, other) => one[0] - other[0])) {
    const free = endedBy(lanes, span[0]);
    const lane = free === 0 ? [] : lanes.splice(free - 1, 1)[0]!;
    lane.push(span);
    lanes.splice(endedBy(lanes, span[1]), 0, lane);
  }
  return lanes.toSorted((one, other) => one[0]![0] - other[0]![0]);
}

/** How many lanes, sorted by their ends, have ended by then. */
function endedBy(lanes: readonly Span[][], at: number): number {
  let [from, to] = [0, lanes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (lanes[middle]!.at(-1)![1] <= at) from = middle + 1;
    else to = middle;
  }
  return from;
}

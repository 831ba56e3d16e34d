import { readWallTime } from '../wall-time.ts';
import { minutesWithin, type Span } from './minutes.ts';

/** Somebody whom a report names: as they called themselves, with a mail address where the meeting knows one. */
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
  const order = dayOrder(list, best.head, frame);
  const unread: { line: number; why: string }[] = [];
  const people: Reporting[] = [];
  for (const row of list) {
    const read = personOf(row, best.head, { frame, order });
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
        'No time in this report meets the time of the occasion. Look whether it is the report of this meeting, and in which time zone it says its times.',
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

function personOf(
  { cells, line }: ReportRow,
  head: Head,
  { frame, order }: { frame: ReportFrame; order: Order },
): Reporting | { why: string } | null {
  const cell = (key: keyof Head) => (head[key] === undefined ? '' : (cells[head[key]] ?? '').trim());
  const name = cell('name');
  if (name === '' || /^yes$/i.test(cell('waiting'))) return null;
  const said = cell('mail').toLowerCase();
  const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said) ? said : null;
  if (head.join === undefined || head.leave === undefined) {
    const minutes = durationOf(cell('minutes'));
    return minutes === null ? { why: `“${cell('minutes')}” is no duration` } : { name, mail, joins: [], minutes };
  }
  const [from, to] = [instantIn(cell('join'), frame.timeZone, order), instantIn(cell('leave'), frame.timeZone, order)];
  if (from === null || to === null) return { why: `“${from === null ? cell('join') : cell('leave')}” is no time` };
  if (to < from) return { why: `line ${line}: the end is before the beginning` };
  // Of a list with the first and the last alone, what lies between is said by the duration.
  const minutes = durationOf(cell('minutes'));
  const span: Span = [from, to];
  const isWhole = minutes === null || minutes >= Math.floor((to - from) / 60) - 1;
  return isWhole ? { name, mail, joins: [span], minutes: Math.floor((to - from) / 60) } : { name, mail, joins: [], minutes };
}

/** "62", "1h 2m 3s", "1:02:03", "PT1H2M" as whole minutes. */
function durationOf(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.floor(Number(text));
  const clock = /^(\d+):(\d{2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const parts = /^(?:pt)?(?:(\d+)\s*h(?:ours?|r)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?\s*(?:(\d+)\s*s(?:ec(?:onds?)?)?)?$/i.exec(text);
  if (!parts || text === '') return null;
  return Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
}

/** "10/08/2026 12:01:33 PM", "8.10.2026 12:01", "2026-10-08T12:01:33", "Oct 8, 2026 12:01:33 PM" in a zone, as seconds. */
function instantIn(text: string, timeZone: string, order: Order): number | null {
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?/iu.exec(text.replaceAll('\u202f', ' '));
  const day = dayIn(text, order);
  if (!clock || day === null) return null;
  const [, h, minute, second = '0', half = ''] = clock;
  const hour = half === '' ? Number(h) : (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minute) > 59) return null;
  if (/z$/i.test(text)) return Date.parse(`${day}T${String(hour).padStart(2, '0')}:${minute}:${second.padStart(2, '0')}Z`) / 1000;
  const read = readWallTime(day, `${String(hour).padStart(2, '0')}:${minute}`, timeZone);
  return read.kind === 'never' ? null : read.instant.getTime() / 1000 + Number(second);
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
function dayOrder(list: readonly ReportRow[], head: Head, { startsAt, timeZone }: ReportFrame): Order {
  if (head.join === undefined) return 'month';
  const near = (order: Order) =>
    list.filter(({ cells }) => {
      const instant = instantIn((cells[head.join!] ?? '').trim(), timeZone, order);
      return instant !== null && Math.abs(instant * 1000 - startsAt.getTime()) < 86_400_000;
    }).length;
  return near('day') > near('month') ? 'day' : 'month';
}

/** Joins of one address are one person's. Without an address, joins under one name are put together where they do not overlap: two at once under one name are two rows. */
function together(people: readonly Reporting[]): Reporting[] {
  const found: { name: string; mail: string | null; joins: Span[]; minutes: number }[] = [];
  for (const { name, mail, joins, minutes } of people) {
    const same = found.find((each) =>
      mail !== null
        ? each.mail === mail
        : each.mail === null &&
          each.name === name &&
          joins.length > 0 &&
          each.joins.length > 0 &&
          !joins.some((span) => each.joins.some((other) => overlap(span, other))),
    );
    if (same) {
      same.joins.push(...joins);
      same.minutes += joins.length === 0 ? minutes : 0;
    } else found.push({ name, mail, joins: [...joins], minutes: joins.length === 0 ? minutes : 0 });
  }
  return found.map((each) => ({
    ...each,
    minutes: each.joins.length === 0 ? each.minutes : minutesWithin(each.joins, [0, Number.MAX_SAFE_INTEGER]),
  }));
}

function overlap([from, to]: Span, [other, until]: Span): boolean {
  return from < until && other < to;
}

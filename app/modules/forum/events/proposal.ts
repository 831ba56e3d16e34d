import { isoDayIn } from '#app/ui/date.ts';
import type { JoinLink } from '../../attendance/occasion.ts';
import { wallTimeOf } from '../../attendance/wall-time.ts';
import { type Cadence, nextDay } from './cadence.ts';
import { type ForumEvent, type KeptEvent, monthWords } from './event.ts';
import { federalHoliday } from './holiday.ts';

/** What a form for an event begins with, as its fields hold it. */
export type Proposed = Readonly<Record<string, string>>;
type SeriesFacts = {
  readonly id: string;
  readonly title: string;
  readonly host: string;
  readonly nth: number | null;
  readonly weekday: number | null;
  readonly everyMonths: number | null;
  readonly beginsAt: string | null;
  readonly minutes: number | null;
  readonly timeZone: string;
};
/** How one registers for an event, and what it gives. */
type Registering = {
  readonly takesRegistration: boolean;
  readonly registrationClosesAt: Date | null;
  readonly recordsAttendance: boolean;
  readonly minimumMinutes: number | null;
  readonly givesCertificate: boolean;
  readonly certificateWords: string;
  readonly certificateMinutes: number | null;
  readonly keepsMailDays: number;
};
/** An event with all that its form holds. */
export type WholeEvent = {
  readonly event: KeptEvent;
  readonly occasion: Registering | null;
  readonly link: JoinLink | null;
  readonly competencies: readonly string[];
};

const plain: Proposed = {
  ...{ title: '', description: '', host: '', topics: '', accreditedBy: '', series: '', school: '' },
  time: '12:00',
  minutes: '60',
  timeZone: 'America/New_York',
  mode: 'online',
  place: 'Zoom',
  audience: 'everyone',
  takesRegistration: 'yes',
  language: 'en',
  captions: 'en',
  questions: 'yes',
  keepsMailDays: '90',
};

/** What the form of a new event begins with: of an earlier event nearly everything but its day, of a series its next day, its hour and its host. */
export function proposedPlan(from: {
  earlier: WholeEvent | null;
  series: SeriesFacts | null;
  last: ForumEvent | null;
  now: Date;
}): Proposed {
  const { earlier, series, last, now } = from;
  return { ...plain, ...(earlier && { ...formOf(earlier), day: '', closesDay: '', seen: '' }), ...(series && ofSeries(series, last, now)) };
}

/** What the form for the next `n` sessions of a series begins with: its next days, each with a title that says the month. */
export function proposedSeries(from: { series: SeriesFacts; last: ForumEvent | null; now: Date; n: number }): Proposed {
  const { series, last, now, n } = from;
  const cadence = cadenceOf(series);
  const days: string[] = [];
  for (let { after, last: met } = lastOf(series, last, now); cadence !== null && days.length < n; after = met = days.at(-1)!)
    days.push(nextDay(cadence, { after, last: met }));
  return Object.fromEntries(
    days.flatMap((each, at) => [
      [`day.${at}`, each],
      [`title.${at}`, `${series.title}, ${monthWords(each.slice(0, 7))}`],
    ]),
  );
}

/** An event as the fields of its form. */
export function formOf({ event, occasion, link, competencies }: WholeEvent): Proposed {
  const { startsAt, endsAt, timeZone } = event;
  const number = (value: number | null) => (value === null ? '' : String(value));
  return {
    title: event.title,
    description: event.description,
    host: event.host,
    topics: event.topics.join(', '),
    place: event.place ?? '',
    mode: event.mode,
    audience: event.audience ?? 'everyone',
    language: event.language,
    captions: event.captions ?? '',
    accreditedBy: event.accreditedBy ?? '',
    series: event.seriesId ?? '',
    school: event.forSchoolId ?? '',
    capacity: number(event.capacity),
    seen: event.changedAt.toISOString(),
    ...ticked({ questions: event.takesQuestions }),
    ...(startsAt &&
      endsAt &&
      timeZone && {
        ...wallTimeOf(startsAt, timeZone),
        timeZone,
        minutes: String(Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)),
      }),
    link: link?.url ?? '',
    linkWords: link?.words ?? '',
    ...(occasion && {
      ...ticked({
        takesRegistration: occasion.takesRegistration,
        recordsAttendance: occasion.recordsAttendance,
        givesCertificate: occasion.givesCertificate,
      }),
      closesDay: occasion.registrationClosesAt && timeZone ? isoDayIn(occasion.registrationClosesAt, timeZone) : '',
      minimumMinutes: number(occasion.minimumMinutes),
      certificateMinutes: number(occasion.certificateMinutes),
      certificateWords: occasion.certificateWords,
      keepsMailDays: String(occasion.keepsMailDays),
    }),
    ...Object.fromEntries(competencies.map((id) => [`competency.${id}`, 'yes'])),
  };
}

/** A box that is not ticked sends nothing. */
function ticked(boxes: Readonly<Record<string, boolean>>): Proposed {
  return Object.fromEntries(Object.entries(boxes).map(([name, isTicked]) => [name, isTicked ? 'yes' : '']));
}

function cadenceOf({ nth, weekday, everyMonths }: SeriesFacts): Cadence | null {
  return nth === null || weekday === null || everyMonths === null ? null : { nth, weekday, everyMonths };
}

/** The day on which a series met or is to meet last, and the day after which the next is looked for. */
function lastOf({ timeZone }: SeriesFacts, last: ForumEvent | null, now: Date): { last: string | null; after: string } {
  const today = isoDayIn(now, timeZone);
  const day = last?.startsAt ? isoDayIn(last.startsAt, timeZone) : null;
  return { last: day, after: day !== null && day > today ? day : today };
}

function ofSeries(series: SeriesFacts, last: ForumEvent | null, now: Date): Proposed {
  const { id, title, host, beginsAt, minutes, timeZone } = series;
  const cadence = cadenceOf(series);
  return {
    series: id,
    timeZone,
    ...(last ? {} : { title }),
    ...(host && { host }),
    ...(beginsAt && { time: beginsAt }),
    ...(minutes && { minutes: String(minutes) }),
    ...(cadence && { day: nextDay(cadence, lastOf(series, last, now)) }),
  };
}

/** A form of an event at another day and hour; its last day to register moves by as many days. */
export function movedTo(form: Proposed, { day: to, time }: { day: string; time: string }): Proposed {
  const days = (Date.parse(to) - Date.parse(form.day ?? to)) / 86_400_000;
  const closes = form.closesDay ? new Date(Date.parse(form.closesDay) + days * 86_400_000).toISOString().slice(0, 10) : '';
  return { ...form, day: to, time, closesDay: closes };
}

/** What somebody should know of a day before people are invited to it: a federal holiday, a weekend. */
export function dayWarning(isoDay: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDay)) return null;
  const holiday = federalHoliday(isoDay);
  if (holiday) return `${holiday} is a federal holiday of the United States.`;
  const weekday = new Date(`${isoDay}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? `This day is a ${weekday === 0 ? 'Sunday' : 'Saturday'}.` : null;
}

import { dayAndSpan, dayAndTime } from '#app/ui/date.ts';
import type { JoinLink, ToldChange } from '../occasion.ts';

/** What a notice is about. */
export type NoticeKind =
  | 'confirmed'
  | 'waiting'
  | 'promoted'
  | 'changed'
  | 'cancelled'
  | 'place-cancelled'
  | 'declined'
  | 'week'
  | 'day'
  | 'hour'
  | 'after'
  | 'message'
  | 'certificate'
  | 'revoked'
  | 'room';
/** What a notice tells: to whom, of which occasion, and where they read on. `ownPage` is the page of the place, `eventPage` the public one; both are whole addresses. */
export type Notice = {
  readonly kind: NoticeKind;
  readonly detail: {
    readonly because?: string;
    readonly subject?: string;
    readonly words?: string;
    readonly code?: string;
    readonly isAll?: boolean;
  } & ToldChange;
  readonly place: {
    readonly name: string;
    readonly mail: string;
    readonly timeZone: string;
    readonly state: 'waiting' | 'confirmed' | 'cancelled';
  };
  readonly occasion: {
    readonly title: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly timeZone: string;
    readonly place: string;
  };
  /** All dates that go together and were not called off, where there are several; else empty. */
  readonly dates: ReadonlyArray<Pick<Notice['occasion'], 'startsAt' | 'endsAt' | 'timeZone' | 'place'>>;
  readonly link: JoinLink | null;
  readonly hasEvaluation: boolean;
  readonly ownPage: string;
  readonly eventPage: string;
};

const subjects: Readonly<Record<Exclude<NoticeKind, 'message'>, string>> = {
  confirmed: 'You have a place',
  waiting: 'You are on the waiting list',
  promoted: 'A place came free, and it is yours',
  changed: 'Changed',
  cancelled: 'Cancelled',
  'place-cancelled': 'You gave your place back',
  declined: 'Your place was taken back',
  week: 'Reminder',
  day: 'Reminder',
  hour: 'Reminder',
  after: 'Thank you for coming',
  certificate: 'Your certificate of attendance',
  revoked: 'Your certificate was revoked',
  room: 'Say that you are there',
};

/** The mail of a notice. Times are the person's, and the host's where that shows another. */
export function noticeMail(notice: Notice): { to: string; subject: string; text: string } {
  const { kind, place, occasion } = notice;
  const moved = kind === 'changed' && notice.detail.time ? 'New time' : subjects[kind as 'changed'];
  const isReminder = kind === 'week' || kind === 'day' || kind === 'hour';
  const about = isReminder ? `${occasion.title}, ${dayAndTime(occasion.startsAt, place.timeZone)}` : occasion.title;
  const subject = `${kind === 'message' ? notice.detail.subject : moved}: ${about}`;
  const parts = [`Hello ${place.name},`, ...bodyOf(notice), foot(notice)];
  return { to: place.mail, subject: subject.replaceAll(/\s+/g, ' '), text: `${parts.filter(Boolean).join('\n\n')}\n` };
}

function bodyOf(notice: Notice): string[] {
  const { kind, detail, place, eventPage } = notice;
  switch (kind) {
    case 'confirmed':
      return ['you have a place:', allFacts(notice), joining(notice)];
    case 'promoted':
      return ['a place came free, and it is yours now:', allFacts(notice), joining(notice)];
    case 'waiting':
      return [
        'all places are taken. You are on the waiting list for',
        allFacts(notice),
        'When a place comes free and it is your turn, it is yours at once, and a mail tells you.',
      ];
    case 'changed':
      return [
        `this changed:`,
        changes(notice),
        'It is now:',
        allFacts(notice),
        place.state === 'confirmed' ? joining(notice) : 'You are on the waiting list.',
      ];
    case 'cancelled':
      return [
        detail.isAll ? 'none of this will take place:' : 'this will not take place:',
        detail.isAll ? notice.occasion.title : facts(notice),
        detail.because ?? '',
        'You need not do anything.',
      ];
    case 'place-cancelled':
      return ['you gave your place back:', allFacts(notice), `If you can come after all, register again: ${eventPage}`];
    case 'declined':
      return ['those who run this took your place back:', allFacts(notice), detail.because ?? ''];
    case 'week':
    case 'day':
    case 'hour':
      return ['a reminder of', facts(notice), joining({ ...notice, dates: [] })];
    case 'after':
      return [
        `thank you for “${notice.occasion.title}”. What was said and shown is found here, as it is added:\n${eventPage}`,
        notice.hasEvaluation
          ? `Would you answer a few questions? What you answer is kept apart from who you are:\n${notice.ownPage}/evaluation`
          : '',
      ];
    case 'message':
      return [detail.words ?? '', facts(notice)];
    case 'certificate':
      return [
        'here is your certificate of attendance:',
        `${new URL(`/certificates/${detail.code}`, eventPage)}`,
        'Whoever has this address can read it. You can have it removed on the page of your place.',
      ];
    case 'room':
      return [
        `somebody in the room of “${notice.occasion.title}” wrote your address. Was it you? Then open this page and press its button:\n${notice.ownPage}/attendance`,
        'It is asked for two hours. If it was not you, leave this mail alone: nothing happens without the button.',
      ];
    case 'revoked':
      return ['your certificate of attendance was revoked:', detail.because ?? '', `${new URL(`/certificates/${detail.code}`, eventPage)}`];
  }
}

/** The same with every date where there are several. */
function allFacts(notice: Notice): string {
  const { dates, occasion, place } = notice;
  if (dates.length < 2) return facts(notice);
  return [occasion.title, ...dates.map((date) => [when(date, place.timeZone), date.place].filter(Boolean).join('\n'))].join('\n\n');
}

function facts({ occasion, place }: Notice): string {
  return [occasion.title, when(occasion, place.timeZone), occasion.place].filter(Boolean).join('\n');
}

function when({ startsAt, endsAt, timeZone }: Pick<Notice['occasion'], 'startsAt' | 'endsAt' | 'timeZone'>, own: string): string {
  const mine = dayAndSpan(startsAt, endsAt, own);
  const hosts = dayAndSpan(startsAt, endsAt, timeZone);
  return mine === hosts ? mine : `${mine}\n(${hosts} where it is held)`;
}

function joining({ link, occasion, dates }: Notice): string {
  if (dates.length > 1) return link ? 'A link to join is on the page of your place, and in the reminder of each date.' : '';
  if (link) return ['Join here:', link.url, link.words].filter(Boolean).join('\n');
  return occasion.place ? '' : 'The link to join will be on the page of your place.';
}

function changes({ detail, place }: Notice): string {
  if (!detail.dates) return changesOf(detail, place);
  const own = detail.title ? [changesOf({ title: detail.title }, place)] : [];
  const of = ({ starts, ends }: { starts: string; ends: string }) => dayAndSpan(new Date(starts), new Date(ends), place.timeZone);
  return [...own, ...detail.dates.map(({ was, change }) => `Of ${of(was)}:\n${changesOf(change, place)}`)].join('\n\n');
}

function changesOf({ title, time, place: where, link }: ToldChange, place: Notice['place']): string {
  const at = (span: { starts: string; ends: string }) => dayAndSpan(new Date(span.starts), new Date(span.ends), place.timeZone);
  return [
    time && `Time, before: ${at(time[0])}\nTime, now:    ${at(time[1])}`,
    title && `Title, before: ${title[0]}\nTitle, now:    ${title[1]}`,
    where && `Place, before: ${where[0] || 'none'}\nPlace, now:    ${where[1] || 'none'}`,
    link && 'The link to join is another one. The one before does not lead there any more.',
  ]
    .filter(Boolean)
    .join('\n');
}

function foot({ kind, ownPage, place }: Notice): string {
  if (place.state === 'cancelled' || kind === 'cancelled') return `Your registration, and how to have it erased:\n${ownPage}`;
  return `The page of your place: change it, give it back, take the calendar file, or have it erased. Keep the link to yourself.\n${ownPage}`;
}

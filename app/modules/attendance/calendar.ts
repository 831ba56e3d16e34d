import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** What a calendar says of an occasion. There is no link to join in it: a public calendar cannot say one. `page` is a path of ours. */
export type CalendarOccasion = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly page: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly status: 'planned' | 'published' | 'cancelled' | 'held';
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
/** The calendar itself: what it is called, and the origin that people use (`https://concord.example`). */
export type CalendarFrame = { readonly name: string; readonly origin: string };
/** Whose own file it is: the place's holder, where to join when the place is confirmed, and the page of the place when a mail may say it. */
export type OwnCalendar = {
  readonly origin: string;
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  readonly organizer: { readonly name: string; readonly mail: string };
  readonly holder: { readonly name: string; readonly mail: string };
  readonly link: { readonly url: string; readonly words: string } | null;
};

const producer = { company: 'Concord', product: 'Concord', language: 'EN' };

/**
 * A calendar of occasions (RFC 5545): all times in UTC, so that no reader needs our zones; one event each with a UID that stays; what was cancelled stays in it and says so, what is
 * only planned is not in it. The stamp is the occasion's last change, so that the same calendar is the same bytes.
 */
export function calendarOf(occasions: readonly CalendarOccasion[], { name, origin }: CalendarFrame): string {
  const calendar = ical({ prodId: producer, name: written(name), method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
  for (const occasion of occasions) if (occasion.status !== 'planned') add(calendar, occasion, origin);
  return calendar.toString();
}

/** Several dates that go together, as somebody keeps them who has a place at all of them. There is no link in it: each date's own page and reminder have it. */
export function togetherCalendarOf(dates: readonly CalendarOccasion[], origin: string): string {
  return calendarOf(dates, { name: dates[0]?.title ?? '', origin });
}

/** The file of one registrant. It has the link to join, in its text and as its place where there is no other; it has the UID of the public one, so that a calendar shows the two as one. */
export function ownCalendarOf(occasion: CalendarOccasion, { origin, method, organizer, holder, link }: OwnCalendar): string {
  const calendar = ical({ prodId: producer, name: written(occasion.title), method: ICalCalendarMethod[method] });
  const event = add(calendar, occasion, origin);
  if (method === 'CANCEL') event.status(ICalEventStatus.CANCELLED);
  if (link && method !== 'CANCEL') {
    event.description(clean([occasion.summary, `Join: ${link.url}`, link.words].filter(Boolean).join('\n\n')));
    event.location(clean(occasion.place ? `${occasion.place}; ${link.url}` : link.url));
  }
  // Invitations name who invites and who is invited (RFC 5546); a file that somebody saves names nobody.
  if (method !== 'PUBLISH') {
    event.organizer({ name: organizer.name, email: organizer.mail });
    event.createAttendee({ name: holder.name, email: holder.mail, rsvp: false });
  }
  return calendar.toString();
}

function add(calendar: ICalCalendar, { id, title, summary, page, place, ...occasion }: CalendarOccasion, origin: string) {
  return calendar.createEvent({
    id,
    stamp: occasion.updatedAt,
    created: occasion.createdAt,
    lastModified: occasion.updatedAt,
    start: occasion.startsAt,
    end: occasion.endsAt,
    summary: line(title),
    description: clean(summary) || null,
    location: clean(place) || null,
    url: new URL(page, origin).href,
    sequence: occasion.sequence,
    status: occasion.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
}

/** RFC 5545 has no place for control characters but line ends. */
function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n]/gu, ' ');
}

/** A title has one line. */
function line(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ');
}

/** The name of a calendar is put into the file as it comes, so what has a meaning there is escaped here. */
function written(name: string): string {
  return line(name).replaceAll(/[\\;,]/g, '\\$&');
}

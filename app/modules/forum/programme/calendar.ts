import type { CalendarOccasion } from '../../attendance/calendar.ts';
import type { ForumEvent } from '../events/event.ts';

/** What of an event a calendar needs. */
export type CalendarEvent = Pick<
  ForumEvent,
  'id' | 'occasionId' | 'slug' | 'title' | 'summary' | 'startsAt' | 'endsAt' | 'place' | 'status' | 'sequence' | 'createdAt' | 'updatedAt'
>;

/** Events as a calendar holds them. One that is known to the month alone has no place there: a calendar would have to invent its day. A registrant's own file has the same UID. */
export function calendarEntries(events: readonly CalendarEvent[]): CalendarOccasion[] {
  return events.flatMap(({ startsAt, endsAt, ...event }) =>
    startsAt === null || endsAt === null
      ? []
      : [
          {
            id: event.occasionId ?? event.id,
            title: event.title,
            summary: event.summary,
            page: `/forum/${event.slug}`,
            startsAt,
            endsAt,
            place: event.place ?? '',
            status: event.status,
            sequence: event.sequence,
            createdAt: event.createdAt,
            updatedAt: event.updatedAt,
          },
        ],
  );
}

/** The media type of a calendar. */
export const calendarType = 'text/calendar; charset=utf-8';

import { conflict } from '#app/platform/problem.ts';
import { day, dayAndSpan } from '#app/ui/date.ts';

/** An event as whoever keeps it is asked for: with the school that organises it. */
export type KeptEvent = ForumEvent & { readonly forSchoolId: string | null };

/**
 * An event as it is read. One that was planned here has an occasion, with its time; one that is only reported has none, and may be known to the month alone (`heldMonth`,
 * "2024-04"): then it has no day and no hour anywhere.
 */
export type ForumEvent = {
  readonly id: string;
  readonly slug: string;
  readonly occasionId: string | null;
  readonly seriesId: string | null;
  readonly seriesSlug: string | null;
  readonly seriesTitle: string | null;
  readonly organiser: string | null;
  readonly title: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly timeZone: string | null;
  readonly heldMonth: string | null;
  readonly place: string | null;
  readonly audience: string | null;
  readonly status: 'planned' | 'published' | 'cancelled' | 'held';
  readonly sequence: number;
  readonly description: string;
  /** Its first words, without Markdown. */
  readonly summary: string;
  readonly host: string;
  readonly topics: readonly string[];
  readonly mode: 'online' | 'in person' | 'both';
  readonly language: string;
  readonly captions: string | null;
  readonly accreditedBy: string | null;
  readonly takesQuestions: boolean;
  readonly movedFrom: Date | null;
  readonly sourceTitle: string | null;
  readonly sourceUrl: string | null;
  readonly isSample: boolean;
  readonly publishedAt: Date | null;
  readonly changedAt: Date;
  /** When it, or its occasion, was first written down, and last changed. */
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** How many have a place, how many wait for one, and for how many there is room (null: for all). */
  readonly confirmed: number | null;
  readonly waiting: number | null;
  readonly capacity: number | null;
};

/** What says when an event is. */
export type When = Pick<ForumEvent, 'startsAt' | 'endsAt' | 'timeZone' | 'heldMonth'>;

/** When an event is, where its host is: "8 October 2026, 12:00 to 13:00 Eastern Time"; of one that is known to the month alone "April 2024". */
export function hostTime({ startsAt, endsAt, timeZone, heldMonth }: When): string {
  if (startsAt === null || endsAt === null || timeZone === null) return monthWords(heldMonth ?? '');
  return dayAndSpan(startsAt, endsAt, timeZone);
}

/** The same where the reader is; null where that says nothing new, or where no hour is known. */
export function readerTime(event: When, zone: string | null): string | null {
  if (zone === null || zone === event.timeZone || event.startsAt === null || event.endsAt === null) return null;
  return dayAndSpan(event.startsAt, event.endsAt, zone);
}

/** "2024-04" as "April 2024". */
export function monthWords(month: string): string {
  return day(`${month}-01`).replace(/^1 /, '');
}

/** True for what is still to come, or goes on; what is known to the month alone is past once its month is. */
export function isComing({ endsAt, heldMonth }: When, now: Date): boolean {
  if (endsAt !== null) return endsAt > now;
  return (heldMonth ?? '') >= now.toISOString().slice(0, 7);
}

/** The words of a language tag for a reader: "en" as "English"; a tag that nobody knows stays as it is. */
export function languageWords(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // no tag of a language
  }
}

/** The occasion of an event; refused where a source tells of it, which stays as it is. */
export function plannedHere({ occasionId }: Pick<ForumEvent, 'occasionId'>): string {
  if (occasionId === null) throw conflict('This event is a published fact: it was not planned here, and stays as its source tells it.');
  return occasionId;
}

/** Refuses a change that began with an older state than stands now. `what`: "this event". */
export function assertSeen(seen: Date | null, changedAt: Date, what: string): void {
  if (seen !== null && seen.getTime() !== changedAt.getTime())
    throw conflict(
      `Somebody else changed ${what} meanwhile. What you typed is still here: open the page once more beside it, and put your change into what stands there now.`,
    );
}

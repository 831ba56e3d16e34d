import type { CsvValue } from '#app/platform/csv.ts';
import type { PlannedEvent } from './plan-queries.server.ts';

/** An event for programs: what the table of the forum shows of it. */
export function writtenEvent(event: PlannedEvent) {
  const {
    slug,
    title,
    startsAt,
    endsAt,
    timeZone,
    heldMonth,
    organiser,
    seriesTitle,
    topics,
    audience,
    status,
    confirmed,
    waiting,
    capacity,
  } = event;
  return {
    slug,
    title,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    timeZone,
    month: heldMonth,
    organiser,
    series: seriesTitle,
    topics,
    audience,
    status: event.publishedAt === null ? 'draft' : event.occasionId === null ? 'reported' : status,
    registered: confirmed,
    waiting,
    capacity,
    hasRecap: event.hasRecap,
    source: event.sourceUrl,
  };
}

/** The first line of a CSV of events. */
export const eventHead: readonly string[] = [
  'event',
  'title',
  'starts',
  'ends',
  'time_zone',
  'month',
  'organiser',
  'series',
  'topics',
  'audience',
  'status',
  'registered',
  'waiting',
  'capacity',
  'has_recap',
  'source',
];

/** An event as a line of CSV; times in UTC (ISO 8601). */
export function eventLine(event: PlannedEvent): CsvValue[] {
  const { topics, ...written } = writtenEvent(event);
  const values: CsvValue[] = Object.values(written);
  return values.toSpliced(8, 0, topics.join('; '));
}

import type { CsvValue } from '#app/platform/csv.ts';
import type { Series } from './queries.server.ts';

/** A series for programs, as the list of series says it. */
export function writtenSeries({ slug, title, cadence, host, timeZone, minutes, publishedAt, isSample }: Series) {
  return { slug, title, cadence, host, timeZone, minutes, publishedAt: publishedAt?.toISOString() ?? null, isSample };
}

/** The columns of the series as CSV. */
export const seriesHead: readonly string[] = ['series', 'title', 'meets', 'host', 'time_zone', 'minutes', 'published_at', 'is_sample'];

/** A series as a line of CSV; the instant in UTC (ISO 8601). */
export function seriesLine(series: Series): CsvValue[] {
  return Object.values(writtenSeries(series));
}

import type { CsvValue } from '#app/platform/csv.ts';
import type { ShelfItem } from './queries.server.ts';

/** The columns of a shelf's own items as CSV. */
export const shelfHead: readonly string[] = ['item', 'title', 'version', 'draft_version', 'read_by', 'reviewed_at', 'withdrawn_at'];

/** An item of the own shelf as a line of CSV; instants in UTC (ISO 8601). */
export function shelfLine({ slug, title, publishedNumber, draft, visibility, reviewedAt, withdrawnAt }: ShelfItem): CsvValue[] {
  return [slug, title, publishedNumber, draft, visibility, reviewedAt?.toISOString() ?? null, withdrawnAt?.toISOString() ?? null];
}

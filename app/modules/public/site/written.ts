import type { CsvValue } from '#app/platform/csv.ts';
import { pathOfPage } from './page-address.ts';
import type { KeptPage } from './queries.server.ts';
import { standingOf } from './standing.ts';

/** A page for programs, as the list of pages says it. */
export function writtenPage(page: KeptPage) {
  const { id, kind, title, number, publishedNumber, publishAt, writtenAt, writtenBy } = page;
  return {
    id,
    kind,
    title,
    address: pathOfPage(page),
    standing: standingOf(page).words,
    number,
    publishedNumber,
    publishAt,
    writtenAt,
    writtenBy,
  };
}
type WrittenPage = ReturnType<typeof writtenPage>;

/** The first line of a CSV of pages. */
export const pageHead: readonly string[] = ['kind', 'title', 'address', 'standing', 'planned_for', 'saved', 'saved_by', 'page_id'];

/** A page as a line of CSV; instants in UTC (ISO 8601). */
export function pageLine({ id, kind, title, address, standing, publishAt, writtenAt, writtenBy }: WrittenPage): CsvValue[] {
  return [kind, title, address, standing, publishAt?.toISOString() ?? null, writtenAt.toISOString(), writtenBy, id];
}

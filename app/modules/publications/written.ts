import type { CsvValue } from '#app/platform/csv.ts';
import type { KeptPublication } from './queries.server.ts';

/** The columns of the publications that are kept, as CSV. */
export const keptHead: readonly string[] = ['publication', 'title', 'container', 'issued', 'is_shown', 'is_sample'];

/** A publication that is kept as a line of CSV. */
export function keptLine({ slug, title, container, issued, isShown, isSample }: KeptPublication): CsvValue[] {
  return [slug, title, container, issued, isShown, isSample];
}

import type { CsvValue } from '#app/platform/csv.ts';
import type { ModeratedQuestion } from './queries.server.ts';

/** The columns of an event's questions as CSV. */
export const questionHead: readonly string[] = ['question', 'asked_as', 'asked_at', 'state'];

/** A question as a line of CSV; the instant in UTC (ISO 8601). */
export function questionLine({ words, askedAs, askedAt, state }: ModeratedQuestion): CsvValue[] {
  return [words, askedAs, askedAt.toISOString(), state];
}

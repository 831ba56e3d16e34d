import type { CsvValue } from '#app/platform/csv.ts';
import type { UncertainLine, WrittenPresence } from './queries.server.ts';

/** The columns of who was there as CSV. */
export const presenceHead: readonly string[] = [
  ...['name', 'mail', 'minutes', 'came', 'corrected_because', 'room_code_first_at', 'room_code_last_at'],
];

/** Somebody's attendance as a line of CSV; what is forgotten is empty, and the instants of codes in the room are in UTC (ISO 8601). */
export function presenceLine({ name, mail, minutes, came, reason, firstAt, lastAt }: WrittenPresence): CsvValue[] {
  return [name, mail, minutes, came, reason, firstAt?.toISOString() ?? null, lastAt?.toISOString() ?? null];
}

/** The columns of the lines of reports that no confirmed address answers, as CSV. */
export const uncertainHead: readonly string[] = [
  ...['named', 'named_mail', 'minutes', 'state', 'is_name', 'is_mail', 'decided_by', 'decided_at'],
];

/** Such a line as a line of CSV; what nobody decided yet is empty, and the instant in UTC (ISO 8601). */
export function uncertainLine({ name, mail, minutes, state, placeName, placeMail, by, settledAt }: UncertainLine): CsvValue[] {
  return [name, mail, minutes, state, placeName, placeMail, by, settledAt?.toISOString() ?? null];
}

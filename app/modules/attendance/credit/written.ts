import type { CsvValue } from '#app/platform/csv.ts';
import type { CreditRow } from './queries.server.ts';

/** The columns of the file for a provider, in the order of the forms that CME offices use. */
export const creditHead: readonly string[] = ['first_name', 'last_name', 'degree', 'email', 'profession', 'time_spent_minutes'];

/** Somebody who asked for credit and was there, as a line of CSV. Without minutes where a single code alone shows that they were there. */
export function creditLine({ firstName, lastName, degree, mail, profession, minutes }: CreditRow): CsvValue[] {
  return [firstName, lastName, degree, mail, profession, minutes || null];
}

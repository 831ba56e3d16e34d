import type { CsvValue } from '#app/platform/csv.ts';
import type { Programme } from './queries.server.ts';

/** A programme for programs, as the list of programmes says it. */
export function writtenProgramme({ slug, title, state, school, sessions, minutes, coming, purpose, forWhom, isSample }: Programme) {
  return { slug, title, state, school, sessions, minutes, coming, purpose, forWhom, isSample };
}

/** The columns of the programmes as CSV; `school` is empty where the collaborative keeps it. */
export const programmeHead: readonly string[] = [
  'programme',
  'title',
  'state',
  'school',
  'sessions',
  'minutes',
  'offerings_to_come',
  'purpose',
  'for_whom',
  'is_sample',
];

/** A programme as a line of CSV. */
export function programmeLine(programme: Programme): CsvValue[] {
  return Object.values(writtenProgramme(programme));
}

import type { CsvValue } from '#app/platform/csv.ts';
import type { Figures } from './figures.ts';

/** The columns of a capacity as CSV; what cannot be computed is empty. */
export const capacityHead: readonly string[] = [
  ...[
    'competency',
    'title',
    'required_of_each',
    'ready_facilitators',
    'beside',
    'seats_needed_least',
    'seats_needed_most',
    'seats_served_least',
    'seats_served_most',
  ],
  ...[
    'missing_seats_least',
    'missing_seats_most',
    'missing_sessions_least',
    'missing_sessions_most',
    'missing_people_least',
    'missing_people_most',
  ],
];

/** A competency's line; the one over all has no code. */
export function capacityLine(line: Figures & { code?: string; title?: string; from?: string; beside?: string }): CsvValue[] {
  return [
    ...[
      line.code ?? null,
      line.title ?? 'All competencies',
      line.from ?? null,
      line.ready,
      line.beside || null,
      line.neededLow,
      line.neededHigh,
      line.seatsLow,
      line.seatsHigh,
    ],
    ...[line.shortSeatsLow, line.shortSeatsHigh, line.shortSessionsLow, line.shortSessionsHigh, line.shortPeopleLow, line.shortPeopleHigh],
  ];
}

import type { CsvValue } from '#app/platform/csv.ts';
import type { WrittenPlace } from './queries.server.ts';

/** The columns of an occasion's places as CSV. */
export const placeHead = [
  'state',
  'name',
  'mail',
  'organisation',
  'access_needs',
  'time_zone',
  'asked_at',
  'confirmed_at',
  'given_back_at',
  'came',
  'minutes',
];

/** A place as a line of CSV; what is forgotten is empty. */
export function placeLine(place: WrittenPlace): CsvValue[] {
  const { state, name, mail, organisation, needs, timeZone, madeAt, confirmedAt, cancelledAt, came, minutes } = place;
  const at = (instant: Date | null) => instant?.toISOString() ?? null;
  return [state, name, mail, organisation, needs, timeZone, at(madeAt), at(confirmedAt), at(cancelledAt), came, minutes];
}

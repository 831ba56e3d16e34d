import type { CsvValue } from '#app/platform/csv.ts';
import type { OwnPlaces } from './own-queries.server.ts';
import type { WrittenCertificate } from './queries.server.ts';

/** The columns of an occasion's certificates as CSV. */
export const certificateHead: readonly string[] = ['holder', 'code', 'minutes', 'given_at', 'revoked_at', 'revoked_because', 'removed_at'];

/** A certificate as a line of CSV; instants in UTC (ISO 8601). */
export function certificateLine(certificate: WrittenCertificate): CsvValue[] {
  const { holder, code, minutes, issuedAt, revokedAt, revokedBecause, removedAt } = certificate;
  return [holder, code, minutes, at(issuedAt), at(revokedAt), revokedBecause, at(removedAt)];
}

type OwnPlace = OwnPlaces['coming'][number];

/** Somebody's own place for programs. */
export function writtenOwnPlace({ title, page, startsAt, endsAt, status, state, isAsked, came, minutes }: OwnPlace) {
  return { title, page, startsAt, endsAt, status, place: state, evaluationWaits: isAsked, came, minutes };
}

/** The columns of one's own places as CSV. */
export const ownPlaceHead: readonly string[] = [
  ...['title', 'page', 'starts_at', 'ends_at', 'status', 'place', 'evaluation_waits', 'came', 'minutes'],
];

/** Somebody's own place as a line of CSV; instants in UTC (ISO 8601). */
export function ownPlaceLine(place: OwnPlace): CsvValue[] {
  return Object.values({ ...writtenOwnPlace(place), startsAt: at(place.startsAt), endsAt: at(place.endsAt) });
}

function at(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

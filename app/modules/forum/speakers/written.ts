import type { CsvValue } from '#app/platform/csv.ts';
import type { PlannedSpeaker } from './queries.server.ts';

type Asked = Pick<PlannedSpeaker, 'confirmedAt' | 'declinedAt' | 'sourceUrl' | 'askedAt'>;

/** How far a speaker is on the way to the public page: whoever declines is not shown, whatever they or a source said before. */
export function speakerState({
  declinedAt,
  confirmedAt,
  sourceUrl,
  askedAt,
}: Asked): 'declined' | 'confirmed' | 'cited' | 'asked' | 'not asked' {
  if (declinedAt) return 'declined';
  if (confirmedAt) return 'confirmed';
  if (sourceUrl) return 'cited';
  return askedAt ? 'asked' : 'not asked';
}

/** A speaker for programs, as the list of speakers says it; without their address. */
export function writtenSpeaker(speaker: PlannedSpeaker) {
  const { slug, name, role, affiliation, events, isSample } = speaker;
  return { slug, name, role, affiliation, events, state: speakerState(speaker), isSample };
}

/** The columns of the speakers as CSV. */
export const speakerHead: readonly string[] = ['speaker', 'name', 'role', 'affiliation', 'events', 'state', 'is_sample'];

/** A speaker as a line of CSV. */
export function speakerLine(speaker: PlannedSpeaker): CsvValue[] {
  return Object.values(writtenSpeaker(speaker));
}

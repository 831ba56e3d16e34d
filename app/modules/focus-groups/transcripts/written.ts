import type { CsvValue } from '#app/platform/csv.ts';
import type { Transcript } from './queries.server.ts';

/** What a state of a transcript is called. */
export const stateWords: Readonly<Record<string, string>> = {
  brought: 'Brought in, not de-identified yet',
  reviewing: 'Being de-identified',
  signed: 'De-identified and signed',
};
/** The first line of a CSV of transcripts. */
export const transcriptHead: readonly string[] = ['transcript', 'session', 'site', 'state', 'brought_at', 'originals_erased_at', 'id'];
/** A transcript as a line of CSV: nothing of its file, and nobody who speaks. */
export function transcriptLine({ title, session, site, state, broughtAt, erasedAt, id }: Transcript): CsvValue[] {
  return [title, session, site, state, broughtAt.toISOString(), erasedAt?.toISOString() ?? null, id];
}
/** What a version of an original is, in words; `edits`: how many places differ from the version before. */
export function changeWords(change: string, edits: number): string {
  if (change === 'brought') return 'what the file brought';
  const places = `${edits.toLocaleString('en')} ${edits === 1 ? 'place' : 'places'}`;
  return change === 'rule' ? `another speaker rule, ${places}` : `other words, ${places}`;
}

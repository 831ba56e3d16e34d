import type { CsvValue } from '#app/platform/csv.ts';
import type { Said } from './entry.ts';

/** The columns of somebody's own entries as CSV. */
export const entryHead: readonly string[] = [
  ...['month', 'kind', 'rotation', 'part', 'competencies', 'goal', 'debriefed', 'self_words', 'self_step', 'next'],
];

/** An entry as a line of CSV: competencies by their codes, the self-view as the word of the scale. */
export function entryLine(
  { month, kind, rotation, part, competencies, goal, debriefed, selfWords, selfScale, next }: Said,
  known: readonly { stableId: string; code: string }[],
): CsvValue[] {
  const codes = known.filter(({ stableId }) => competencies.includes(stableId)).map(({ code }) => code);
  return [month, kind, rotation, part, codes.join(', '), goal, debriefed, selfWords, selfScale, next];
}

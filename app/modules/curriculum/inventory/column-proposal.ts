import type { SheetRow } from '#app/platform/sheet.ts';
import type { Proposal } from './matching.ts';

/** How the first rows of one sheet would be read, and what is to be asked about them; `sheets` are all there are to choose from. */
export function proposeMatching(sample: readonly SheetRow[], sheets: readonly string[]): Proposal {
  const columns = { 0: 'title' } as const;
  const matching = { sheet: sample[0]?.sheet ?? '', headerLine: null, columns, answers: {} };
  return { matching, shape: 'columns 1', columns: [], sheets, questions: [] };
}

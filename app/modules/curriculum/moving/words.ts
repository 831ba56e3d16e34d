import type { Change } from '#app/modules/competencies/drafting/comparison.ts';

/** What became of a competency, for whoever mapped to it. */
export const changeWords: Readonly<Record<Change['kind'], string>> = {
  unchanged: 'Unchanged',
  moved: 'Moved',
  recoded: 'Has another code',
  retitled: 'Has another short title',
  reworded: 'Has other words',
  reclassified: 'Is no competency any more',
  replaced: 'Replaced by another',
  merged: 'Merged into another',
  split: 'Split into several',
  removed: 'Gone',
};

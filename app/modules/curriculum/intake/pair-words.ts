import type { Reason } from '../likeness/score.ts';

/** How a reason is said beside a pair. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  'title-same': 'same title',
  'title-like': 'similar title',
  'title-differs': 'other title',
  'other-number': 'other number in the title',
  'text-same': 'same text',
  'text-like': 'similar text',
  'text-differs': 'other text',
  'objectives-same': 'same objectives',
  'objectives-like': 'similar objectives',
  'course-same': 'same course',
  'course-differs': 'other course',
  'minutes-same': 'same hours',
  'minutes-differ': 'other hours',
  rival: 'another activity is nearly as like',
  split: 'may be a part of it',
  merge: 'may have become part of it',
};

/** Pairs on one page of the list. */
export const pairsOnPage = 50;

import type { Definition } from '#app/platform/definition.ts';

/** What the pages about how hours are given, and about teaching without events, show. */
export const teachingDefinitions = [
  {
    id: 'estimate',
    term: 'Estimated hours',
    definition:
      'Hours of teaching that no event of a file stands for (bedside teaching, clerkships, longitudinal coaching), from the least to the most, with their source and who said so. They count as a range in every list and figure. What nobody estimated is unknown.',
    unit: 'hours, from the least to the most (whole minutes ÷ 60)',
    denominator: null,
    formula: 'as stated; hours a week × weeks where they were said so',
    source: 'the school, named beside each estimate',
  },
  {
    id: 'groups',
    term: 'Hours given to groups',
    definition:
      'The same hour given to several groups of one course, by the school’s word on that course. Its rows of one title count as one activity: a learner sits through the longest of them, and delivered is their sum. A single row of four hours or more holds the hours of all groups where the school says how many: a learner sits through its share, rounded to a whole minute. Without that word, learner and delivered hours are both what the file says.',
    unit: 'groups; whole minutes',
    denominator: null,
    formula: 'learner = longest of the rows, or minutes ÷ groups; delivered = sum of the rows',
    source: 'Concord; the longest offering as in Ilios (“count offerings once”)',
  },
] as const satisfies readonly Definition[];

import type { Definition } from '#app/platform/definition.ts';

/** What a comparison of schools shows. */
export const comparisonDefinitions = [
  {
    id: 'released-hours',
    term: 'Hours as released',
    definition:
      'Attributed learner hours in required teaching, in-track teaching included, by the shared phase that the school maps its own phase to; in electives all phases together. Each school’s minutes are rounded to whole ones when it releases, and nowhere after. Activities whose minutes nobody stated add nothing; where no minutes are known the figure is unknown.',
    unit: 'hours (whole minutes ÷ 60), from the least to the most where estimates are in it',
    denominator: null,
    formula: 'sum over linked required activities of minutes ÷ number of competencies that the activity is linked to, rounded once',
    source: 'Concord',
  },
  {
    id: 'mean-of-others',
    term: 'Mean of others',
    definition:
      'The mean of at least three other schools that share this figure in aggregate, the reader’s own left out. It counts those pools of schools in which at least three differ from the most common value; schools in other pools are not in it, so it is not a mean of all schools. A correction that a school made after its pool was formed is not in it.',
    unit: 'as the cell',
    denominator: 'the schools counted, which stand beside the mean',
    formula: 'sum of the others’ values ÷ their number; of ranges the mean of the least and the mean of the most',
    source: 'Concord; the rule and its argument: docs/disclosure.md',
  },
  {
    id: 'smallest-and-largest',
    term: 'Smallest and largest',
    definition: 'Of the same schools as the mean, when they are five others or more.',
    unit: 'as the cell',
    denominator: null,
    formula: 'smallest least and largest most of the schools counted',
    source: 'Concord',
  },
  {
    id: 'released-seats',
    term: 'Seats of electives',
    definition:
      'Seats of all electives that have an activity linked to the competency, for 100 students of a class. Unknown while the seats of one, or the size of the class, are not said.',
    unit: 'seats for 100 students',
    denominator: 'students of a class',
    formula: '100 × sum of seats ÷ class size, rounded',
    source: 'Concord',
  },
  {
    id: 'assessed-so',
    term: 'Assessed formatively, summatively',
    definition: 'An activity is linked to the competency at the level “assessed”, and has a method of assessment with that purpose.',
    unit: 'yes or no; of others how many say yes',
    denominator: 'the schools counted',
    formula: 'at least one such activity',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

import type { Definition } from '#app/platform/definition.ts';

/** What the board of a round shows. */
export const boardDefinitions = [
  {
    id: 'step-tenths',
    term: 'Tenths of a step',
    definition:
      'How much of a step a school has done, in tenths, as the part of Concord where it is done tells it. Never in counts: counts would say what a school teaches.',
    unit: 'tenths, 0 to 10',
    denominator: 'what the step asks of this school',
    formula: '10 × what is done ÷ what the step asks, rounded down; 10 only once it is done',
    source: 'Concord',
  },
  {
    id: 'waits-since',
    term: 'Waits since',
    definition:
      'The moment from which a step could be done: the school joined, the terms were proposed, or the last of the steps that it comes after was done; or from which it has waited for the one named, if it was begun before.',
    unit: 'a day, in the reader’s own time zone',
    denominator: null,
    formula: 'the latest of these moments',
    source: 'Concord',
  },
  {
    id: 'last-day',
    term: 'Last day',
    definition:
      'The day by whose end a step is to be done. It ends at midnight where the collaborative is; whoever is elsewhere is told their own time. A step is late from then on until it is done.',
    unit: 'a day, or a day and a time',
    denominator: null,
    formula: 'as whoever convenes set it',
    source: 'Concord',
  },
  {
    id: 'schools-done',
    term: 'Schools done',
    definition: 'How many of the schools that take part in the round now have done a step. Of the terms: have accepted the latest version.',
    unit: 'schools',
    denominator: 'schools that take part in the round now',
    formula: 'count of schools whose step is done',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

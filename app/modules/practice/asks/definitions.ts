import type { Definition } from '#app/platform/definition.ts';

/** What a course is told of whoever takes part in what it asks for. */
export const askDefinitions = [
  {
    id: 'practice-ask-done',
    term: 'Done, not done',
    definition:
      'Whether a student who takes part was observed in as many conversations as a course asked for, from the day it asked until the day it named. Only what an observer wrote behind a link counts, and where the ask says so, only once it is confirmed; several observations of one entry count once. Not done may mean not enough, or not taking part. Done says that somebody watched, not how it went.',
    unit: 'done or not done',
    denominator: null,
    formula: 'number of such conversations ≥ number asked for; told once the day is over',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

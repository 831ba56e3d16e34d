import type { Definition } from '#app/platform/definition.ts';

/** Every figure of graduates' reports. */
export const reportDefinitions = [
  {
    id: 'graduates-said',
    term: 'What graduates said',
    definition:
      'Students of a school who chose this answer, or one beyond it, when they were asked at the end of the year. It is what they say of themselves: being sure of oneself is not skill, and those who answered chose to. It is told as an interval of at least ten numbers, from ten answers to a question on, counted once when the year closed.',
    unit: 'students, as an interval',
    denominator: 'students who answered the question, as an interval',
    formula: 'number of answers at or beyond this one, as whole tens; the last interval is open to the number who answered',
    source: 'Concord',
  },
  {
    id: 'graduates-said-all',
    term: 'What graduates of all schools said',
    definition:
      'The same over the schools that are shown, where these are at least three; told so that it says no more of one school than its own interval.',
    unit: 'students, as an interval',
    denominator: 'students of these schools who answered the question',
    formula: 'sum over schools, as whole tens, widened to what their intervals allow',
    source: 'Concord, docs/disclosure.md',
  },
] as const satisfies readonly Definition[];

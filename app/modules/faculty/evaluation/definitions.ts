import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the evaluation of faculty development. */
export const facultyEvaluationDefinitions = [
  {
    id: 'reported-outcome',
    term: 'Reported outcome',
    definition:
      'A figure that a programme elsewhere, or of the past, reported of itself, as its source prints it. It is not checked against anything but itself: where a count and its percentage, people of several cohorts, a mean and its scale, or parts and their total contradict each other, that is said beside it.',
    unit: 'as its source prints it',
    denominator: null,
    formula: 'as its source computed it',
    source: 'the source that stands beside it',
  },
] as const satisfies readonly Definition[];

import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the registry of facilitators. */
export const registryDefinitions = [
  {
    id: 'facilitator-reach',
    term: 'People trained, directly and through others',
    definition:
      'People whom somebody trained, and people whom those trained, and so on. Each person is counted once, however many courses or ways lead to them, and nobody counts themselves. Only people whose entry is shown to the reader are counted. What was trained elsewhere is as the trained person told it. Having been trained says nothing of how somebody teaches.',
    unit: 'people',
    denominator: null,
    formula: 'direct: people with this trainer; through others: people reached by any chain of trainers, without those trained directly',
    source:
      'Concord. That people in two cohorts are counted once: 18 + 14 − 3 = 29 trainers, USUHS “Ripple Effect”, https://medluna.com/article/38073838',
  },
  {
    id: 'facilitator-active',
    term: 'Active in the last twelve months',
    definition:
      'Of the people trained directly and through others, those who are known to have taught in the twelve months before today: at an offering of ours, or by the month that they told themselves. Of others nothing is known, which is not the same as not teaching.',
    unit: 'people',
    denominator: 'people trained directly and through others',
    formula: 'people whose last known day of teaching lies within twelve months before today',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

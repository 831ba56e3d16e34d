import type { Definition } from '#app/platform/definition.ts';

/** The figures of offerings. */
export const offeringDefinitions = [
  {
    id: 'offering-enrolled',
    term: 'Enrolled in an offering',
    definition:
      'People with a place at an offering, which is a place at all of its dates. Who waits, or gave the place back, is not among them. Counted for the school that each acted for when they enrolled. That somebody enrolled does not say that they came.',
    unit: 'people',
    denominator: 'Places of the offering, where it has a number of them',
    formula: 'number of confirmed places at the date that decides',
    source: 'Concord',
  },
  {
    id: 'offering-cost',
    term: 'Cost of time',
    definition:
      'Minutes that an offering takes of one person: its dates that were not called off, and the preparation that whoever plans it names. The way there is not in it.',
    unit: 'minutes for each person',
    denominator: null,
    formula: 'sum of the minutes of its dates + minutes of preparation',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

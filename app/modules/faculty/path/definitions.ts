import type { Definition } from '#app/platform/definition.ts';

/** The figures of a programme's path. */
export const pathDefinitions = [
  {
    id: 'path-attended',
    term: 'Sessions of one offering attended',
    definition:
      'Dates of one offering of the programme at which somebody was there, by the meeting’s report, the code in the room, or the word of whoever runs it; of several offerings the one with the most. It is known for two years after the first date.',
    unit: 'sessions',
    denominator: null,
    formula: 'largest number, over the offerings of the programme, of dates at which the person was there',
    source: 'Concord',
  },
  {
    id: 'path-taught',
    term: 'Sessions taught and observed',
    definition:
      'Observations of somebody’s teaching in the programme that an observer gave. A session that nobody observed is not counted, and the words of an observation are no figure: they are never added up, averaged or compared.',
    unit: 'sessions',
    denominator: null,
    formula: 'number of observations given',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

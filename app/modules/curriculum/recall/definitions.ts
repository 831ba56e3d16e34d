import type { Definition } from '#app/platform/definition.ts';

/** What the recall of a keyword list is estimated from. */
export const recallDefinitions = [
  {
    id: 'unhit-activities',
    term: 'Activities without a hit',
    definition: 'Activities of the academic year in which a scan found no keyword, counted when the sample was drawn.',
    unit: 'activities',
    denominator: null,
    formula: 'count of activities without a hit',
    source: 'Concord',
  },
  {
    id: 'missed-activities',
    term: 'Missed, about',
    definition:
      'How many of the activities without a hit address a competency, as one reader read a random sample of them. Links that somebody found by reading, not by a hit, are part of what was missed. The range is where the number plausibly lies; a larger sample makes it narrower.',
    unit: 'activities',
    denominator: null,
    formula:
      'activities without a hit × read ones that address a competency / read ones; range: the same with the 95 % score interval of Wilson for a draw without replacement',
    source:
      'Grossman and Cormack 2013 (elusion); Wilson 1927; Newcombe 1998, method 3; Cochran, Sampling Techniques, 3rd edition 1977, section 3.2',
  },
  {
    id: 'recall',
    term: 'Recall of the keyword list',
    definition:
      'Of the activities that address a competency, the share that the keyword list found. Suggestions that still wait may raise it. Not known before a sample was read, nor while no suggestion was accepted. For one competency only its own links count, and as missed only activities without any hit; it is shown from 30 activities read.',
    unit: 'per cent, with a 95 % range',
    denominator: 'activities linked from a hit and missed ones',
    formula: 'activities linked from a hit / (activities linked from a hit + missed)',
    source: 'Grossman and Cormack 2013; Concord',
  },
] as const satisfies readonly Definition[];

import type { Definition } from '#app/platform/definition.ts';

/** What the keyword scan and the review of its hits show. */
export const scanDefinitions = [
  {
    id: 'hit',
    term: 'Hits',
    definition:
      'A keyword that was found in an activity’s title, description, objectives or keywords. However often it stands there it is one hit. A place does not count within a phrase that the list excludes, where a negation of the list denies it, or in an activity that has none of the keyword’s context words. A hit is a suggestion: it becomes a link only when a person accepts it.',
    unit: 'hits; at most one for an activity and a keyword',
    denominator: null,
    formula: 'count of pairs of an activity and a keyword of the list',
    source: 'Concord',
  },
  {
    id: 'hits-by-keyword',
    term: 'Hits by keyword',
    definition: 'The activities in which one keyword of the list was found.',
    unit: 'activities',
    denominator: 'activities scanned',
    formula: 'count of activities with a hit of the keyword',
    source: 'Concord',
  },
  {
    id: 'activities-scanned',
    term: 'Activities scanned',
    definition: 'Activities of the school’s academic year whose text was read for every keyword of the list.',
    unit: 'activities',
    denominator: null,
    formula: 'count of activities',
    source: 'Concord',
  },
  {
    id: 'hits-answered',
    term: 'Hits answered',
    definition: 'Hits that a person accepted or rejected. The others are open.',
    unit: 'hits',
    denominator: 'all hits of the school’s academic year',
    formula: 'accepted + rejected',
    source: 'Concord',
  },
  {
    id: 'keyword-precision',
    term: 'Precision of a keyword',
    definition:
      'Of the answered hits of a keyword, the share that a person accepted, with the range in which the share of all its hits plausibly lies. Not known before the first answer.',
    unit: 'share, with a 95 % interval',
    denominator: 'answered hits of the keyword in the school’s academic year',
    formula: 'accepted ÷ (accepted + rejected); Wilson score interval without continuity correction',
    source: 'Wilson 1927; Newcombe, Statistics in Medicine 17 (1998) 857–872, method 3',
  },
  {
    id: 'time-left',
    term: 'Time left',
    definition:
      'An estimate of how long the open hits take at the pace of your last answers. Shown once there are enough answers to go by.',
    unit: 'minutes, rounded up',
    denominator: null,
    formula: 'median time between two answers, breaks of more than five minutes left out, × open hits',
    source: 'Concord',
  },
  {
    id: 'review-agreement',
    term: 'Agreement of two reviewers',
    definition:
      'How far two people who answered the same suggestions, without seeing each other’s answer, say the same: the competency they link to, or “not this”. Their answers are kept as they were, also after a lead has decided.',
    unit: 'percent; Cohen’s kappa from −1 to 1, undefined where chance alone agrees everywhere',
    denominator: 'suggestions that both answered',
    formula: 'alike ÷ answered by both; (observed − expected) ÷ (1 − expected)',
    source: 'Cohen J. Educ Psychol Meas 1960;20:37-46',
  },
] as const satisfies readonly Definition[];

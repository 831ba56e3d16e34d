import type { Definition } from '#app/platform/definition.ts';

const levels = 'characters; turns in which any of it is coded; turns of which half or more is; or excerpts (units)';

/** What the figures of agreement, saturation, talk and co-occurrence mean. */
export const agreementDefinitions = [
  {
    id: 'coding-counts',
    term: 'Both, only one, neither',
    definition:
      'How much of what was compared all coders coded, one alone did, and nobody did. Only turns that two coders or more were asked for count; who was not asked did not say no, and who said to be done with a round and coded nothing in it said no to all of it. What a coder coded twice counts once.',
    unit: levels,
    denominator: null,
    formula: 'sums over the stretches between borders of codings',
    source: 'Concord; by characters as in NVivo’s coding comparison',
  },
  {
    id: 'coding-excerpt',
    term: 'Excerpt (unit)',
    definition:
      'A stretch that somebody coded with anything: codings of any code and coder that overlap make one excerpt. It is judged whole: coded or not by each coder.',
    unit: 'excerpts',
    denominator: null,
    formula: 'union of overlapping codings',
    source: 'Concord',
  },
  {
    id: 'coding-prevalence',
    term: 'Prevalence of a code',
    definition:
      'The share of all answers that say coded. Under 5 % a warning stands beside the figures: percent is then high whatever the coders do, and a single coding moves kappa and alpha far.',
    unit: 'share, 0 to 1',
    denominator: 'answers of all coders to what was compared',
    formula: 'answers coded ÷ answers',
    source: 'Concord; Feinstein AR, Cicchetti DV. J Clin Epidemiol 1990;43:543-549',
  },
  {
    id: 'coding-percent',
    term: 'Percent agreement of coders',
    definition:
      'The share of pairs of answers that are alike, coded or not. What chance alone would give is not taken off, and what nobody coded counts as agreed.',
    unit: 'share, 0 to 1',
    denominator: 'pairs of answers to what was compared',
    formula: '(both + neither) ÷ n, over pairs of coders',
    source: 'the usual one',
  },
  {
    id: 'coding-positive',
    term: 'Positive agreement',
    definition: 'How far the coders agree where they code, leaving aside what nobody coded. Not defined when nobody coded it.',
    unit: 'share, 0 to 1',
    denominator: 'what each coder coded, added up',
    formula: '2 × both ÷ (2 × both + only A + only B), over pairs of coders',
    source: 'Cicchetti DV, Feinstein AR. J Clin Epidemiol 1990;43:551-558',
  },
  {
    id: 'coding-of-coded',
    term: 'Agreed of what is coded',
    definition: 'The share of what anybody coded on which both agree. Not defined when nobody coded it.',
    unit: 'share, 0 to 1',
    denominator: 'what either coder coded',
    formula: 'both ÷ (both + only A + only B), over pairs of coders',
    source: 'Jaccard 1901',
  },
  {
    id: 'coding-kappa',
    term: 'Kappa of coders',
    definition:
      'Agreement beyond chance on coded or not: Cohen’s of two coders, Fleiss’ of more. Not defined where chance alone agrees everywhere (nobody used the code, or everybody throughout). Pooled kappa is made of the mean agreements of all codes, not of the mean of the kappas.',
    unit: '1 is full agreement, 0 what chance gives, less is worse than chance',
    denominator: 'agreement that chance leaves open',
    formula: '(observed − expected) ÷ (1 − expected); expected from each coder’s own share (Cohen) or everybody’s (Fleiss)',
    source:
      'Cohen J. Educ Psychol Meas 1960;20:37-46. Fleiss JL. Psychol Bull 1971;76:378-382. De Vries H et al. Field Methods 2008;20:272-282',
  },
  {
    id: 'coding-alpha',
    term: 'Krippendorff’s alpha of coders',
    definition:
      'Agreement beyond chance for any number of coders, also where some were not asked everywhere. Not defined where no disagreement could be expected. Pooled over codes it is joint: one less the sum of observed by the sum of expected disagreement.',
    unit: '1 is full agreement, 0 what chance gives',
    denominator: 'disagreement that chance would give',
    formula: '1 − observed ÷ expected disagreement, nominal, coded or not',
    source: 'Krippendorff K. Computing Krippendorff’s alpha-reliability. University of Pennsylvania, 2011',
  },
  {
    id: 'coding-alpha-interval',
    term: 'Interval of alpha',
    definition:
      'Where alpha lies when as many turns (or excerpts) are drawn again with replacement, by a seed that is told, so that anybody gets the same. By characters whole turns are drawn, because the characters of one turn are not independent. None is given where alpha is undefined in more than one draw in twenty.',
    unit: 'the middle 95 % of 1,000 alphas',
    denominator: null,
    formula: 'percentile bootstrap: 2.5th to 97.5th percentile',
    source: 'Efron B, Tibshirani R. An introduction to the bootstrap, 1993, chapter 13',
  },
  {
    id: 'coding-alpha-unitizing',
    term: 'Alpha for unitising',
    definition:
      'Whether coders mark the same stretches, borders included, which counts of characters do not see. Over turns that every coder was asked for, end to end; codings of one coder and code that overlap are one.',
    unit: '1 is the same stretches, 0 what chance gives',
    denominator: 'disagreement that chance would give',
    formula: '1 − observed ÷ expected disagreement; squared distances of both ends, squared lengths of what lies in another’s gap',
    source: 'Krippendorff K. Content analysis, 2nd edition 2004',
  },
  {
    id: 'saturation',
    term: 'Saturation',
    definition:
      'Themes that a run of sessions brings and that none before it had, as a share of the themes of the first sessions (the base). It is reached after the sessions that come before the first run that brings few enough; 6⁺² means after six, by a run of two. The order of the sessions matters: the band shows other orders, by a seed.',
    unit: 'share, 0 and more',
    denominator: 'themes of the base (usually four sessions)',
    formula: 'new themes in the run ÷ themes in the base, at most the threshold (5 % or 0 %)',
    source: 'Guest G, Namey E, Chen M. PLoS ONE 2020;15(5):e0232076',
  },
  {
    id: 'talk-share',
    term: 'Talk share',
    definition:
      'One speaker’s words as a share of everybody’s in a session, the moderator’s included. By time only where every turn has its times.',
    unit: 'share, 0 to 1',
    denominator: 'words (or time) of all turns of the session',
    formula: 'own words ÷ all words',
    source: 'Concord',
  },
  {
    id: 'code-co-occurrence',
    term: 'Codes seen together',
    definition:
      'Turns in which both codes are, and characters on which both lie, whoever coded them; beside each its share of what has either.',
    unit: 'turns; characters; share, 0 to 1',
    denominator: 'turns (characters) that have either code',
    formula: 'both ÷ either',
    source: 'Jaccard 1901',
  },
] as const satisfies readonly Definition[];

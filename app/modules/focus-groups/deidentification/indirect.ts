import type { Proposal } from './proposal.ts';

/**
 * Words that point at one person in a small group, though none is a name: the rule on students' records (34 CFR 99.3) asks for whatever alone or combined lets somebody of the school's
 * community know who it is, and no published tool finds it. These are where people say so.
 */
const pointers: readonly (readonly [string, RegExp])[] = [
  ['the only one', /\b(?:the|an?|i was the|i['’]m the|being the)\s+only\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+/giu],
  ['first of a family', /\bfirst[- ](?:generation|gen|in my family)\b/giu],
  [
    'where somebody is from',
    /\b(?:i['’]m|i am|i was born|i grew up|grew up|my home ?town|my family|my parents?|originally)\s+(?:is\s+|are\s+|was\s+|were\s+)?(?:from|in)\s+(?:[A-Z][\p{L}’'-]+)(?:[ ,]+[A-Z][\p{L}’'-]+){0,2}/gu,
  ],
  [
    'a language or a people',
    /\b(?:i|we|my (?:mother|father|parents|family|grandmother|grandfather))\s+(?:speaks?|spoke|am|are|is|was|were)\s+(?:an?\s+)?[A-Z]\p{L}+(?:ese|ish|ian|ean|can|bic|ndi|rdu|ali|gian|ole)\b/gu,
  ],
  ['specialty and year', /\b(?:going into|applying (?:to|in)|matched (?:in|into|at)|my residency (?:in|at))\s+(?:[\p{L}’'-]+\s?){1,4}/giu],
  [
    'the own illness or loss',
    /\bwhen (?:i|my (?:mother|mom|father|dad|sister|brother|wife|husband|son|daughter|grandmother|grandfather|partner)) (?:was|were|had|died|got|passed)\b[^.?!;]{0,60}/giu,
  ],
  [
    'an office in the class',
    /\b(?:class|student body|union|club|society) (?:president|vice president|treasurer|secretary|representative|rep)\b/giu,
  ],
  ['a case that made the news', /\b(?:in|on|all over) the (?:news|papers?|globe|herald)\b/giu],
];

/** Every passage that may point at one person, by position within each kind. */
export function indirectProposals(text: string): Proposal[] {
  return pointers.flatMap(([by, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.trimEnd().length,
      category: 'indirect' as const,
      by,
    })),
  );
}

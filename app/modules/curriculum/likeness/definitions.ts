import type { Definition } from '#app/platform/definition.ts';

/** What stands beside a pair of activities that may be the same. */
export const likenessDefinitions = [
  {
    id: 'likeness',
    term: 'Alike',
    definition:
      'How much two activities say the same, in what both files say: title, text, objectives, course and minutes. A suggestion until a person answers. Pairs with a rival that is nearly as like, and parts of a split or merge, are at most 89 %.',
    unit: 'per cent',
    denominator: null,
    formula: 'sum of weight times likeness of each part, over the sum of weights: title 40, text 30, objectives 15, course 10, minutes 5',
    source: 'weighted Dice coefficient (Dice 1945) of words by their rarity; measured by npm run bench curriculum/likeness',
  },
] as const satisfies readonly Definition[];

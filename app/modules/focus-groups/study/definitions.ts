import type { Definition } from '#app/platform/definition.ts';

/** What the figures of a study's asking mean. */
export const studyDefinitions = [
  {
    id: 'recruitment',
    term: 'Asked, declined, came',
    definition:
      'Persons by site: everybody who was asked to take part; of them those who have not answered, declined, withdrew later, agreed and came to no session, and came to one session or more. Who came and withdrew afterwards counts in both. Reasons are counted as they were given; nobody has to give one.',
    unit: 'persons',
    denominator: 'everybody asked at the site',
    formula: 'a count for each answer',
    source: 'Concord; COREQ items 12 and 13 (Tong A, Sainsbury P, Craig J. Int J Qual Health Care 2007;19:349-357)',
  },
] as const satisfies readonly Definition[];

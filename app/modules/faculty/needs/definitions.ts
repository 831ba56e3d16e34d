import type { Definition } from '#app/platform/definition.ts';

/** Every figure of needs. */
export const needDefinitions = [
  {
    id: 'need-evidence',
    term: 'Evidence of a need',
    definition:
      'What a need rests on and what stands for its reader today: figures that schools release by name, themes that studies share, surveys, observations and stated wishes. What was withdrawn since is said, and not counted. A number of pieces says nothing of how strong they are.',
    unit: 'pieces of evidence',
    denominator: null,
    formula: 'number of pieces that stand for the reader',
    source: 'Concord',
  },
  {
    id: 'need-now',
    term: 'Schools that said “now”',
    definition:
      'Schools whose lead says that a need is to be met this academic year. The other words are next, later and not for us; a school that said nothing is in none of them. The words are ordered and never averaged.',
    unit: 'schools',
    denominator: 'schools whose lead said a word',
    formula: 'number of schools whose latest word is “now”',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

import type { Definition } from '#app/platform/definition.ts';

/** What the figures of reports mean. */
export const reportDefinitions = [
  {
    id: 'code-presence',
    term: 'Presence of a code in a session',
    definition:
      'Whether a code stands in a session at all, and in how many turns. It says where there is something to read, and no more: people in a group answer each other, so that neither many turns nor many sessions make a code weightier, and no share of people follows from it.',
    unit: 'turns; sessions',
    denominator: 'sessions with a signed text',
    formula: 'turns that a coding of the code meets; sessions with at least one',
    source: 'Concord',
  },
  {
    id: 'turn-taking',
    term: 'Turn-taking',
    definition: 'How often one speaker’s turn comes right after another’s. Turns in a row of one speaker are no taking.',
    unit: 'times',
    denominator: null,
    formula: 'counts of neighbouring turns of different speakers',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

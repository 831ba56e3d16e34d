import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the perspectives module. */
export const perspectiveDefinitions = [
  {
    id: 'listening-asked',
    term: 'Asked in a listening round',
    definition:
      'Everybody who has one of the roles that the round asks, its guests whose invitation was not ended, and whoever answered beyond them. Counted today, so it follows who joins and leaves.',
    unit: 'people',
    denominator: null,
    formula: 'members with one of the roles, or with an answer, plus guests whose invitation stands',
    source: 'Concord',
  },
  {
    id: 'listening-answered',
    term: 'Answered a listening round',
    definition:
      'People with at least one answer in the round that they gave and did not withdraw. What is only begun is not counted. Where fewer than three are asked no number is shown, since it would tell who answered.',
    unit: 'people',
    denominator: 'Asked in a listening round',
    formula: 'number of people with at least one given answer',
    source: 'Concord',
  },
  {
    id: 'listening-visibility',
    term: 'With a name, with a role, counted only',
    definition:
      'Answers to a prompt, by what their givers let others see: their name, their role alone, or that one more person answered. A person gives one answer to a prompt at most.',
    unit: 'answers',
    denominator: null,
    formula: 'number of given answers to the prompt with that choice',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
